/** What somebody outside would have Belay say for them. Each stands in every field that comes from outside. */
export const corpus = {
  mentions:
    '<!channel> <!here|here> <!everyone> <@U0DAN> <@U0DAN|ana> <#C0GENERAL> <!subteam^S0GROUP0|@x> @here @channel &lt;!channel&gt; &amp;lt;@U0DAN&amp;gt;',
  links:
    '<https://evil.example/|https://bank.example> https://evil.example/a www.evil.example <mailto:a@evil.example|us> <tel:112|call> javascript:alert(1) [bank](https://evil.example) ![x](https://evil.example/x.png)',
  markdown:
    '# head\n## head\n> quote\n>>> all\n- item\n1. one\n- [ ] todo\n```js\ncode\n```\n    code\n| a | b |\n|---|---|\n---\n***\n*b* _i_ ~s~ `c` **b** :fire: [^1] <b>b</b> <!date^1700000000^{date}^https://evil.example|today>',
  directions:
    '\u202Egnp.exe\u202C \u2066left\u2069 \u200F\u200E\u061C zero\u200Bwidth \uFEFF\u2060 \u{E0041}\u{E007F} \u0000\u0007\u001B[31mred\u001B[0m \uD800 \u2028line\u2029',
  homographs:
    'gооgle.example раураl.example https://аpple.example bank．example bank。example ＠here ＜!channel＞ ﹤@U0DAN﹥ ⟨https://evil.example⟩ ŧĥé ℌ𝔢𝔩𝔭 ①②③',
  nested:
    '<<!channel>> <!cha<!channel>nnel> <@<@U0DAN>> &amp;lt;!channel&amp;gt; &#60;!channel&#62; %3C!channel%3E \\<!channel\\> {"type":"broadcast","range":"channel"} "}]}],"text":"<!channel>"',
} as const

/** More of it than Slack takes. */
export const oversized = `${'<!channel> '.repeat(600)}${'🏳️‍🌈'.repeat(400)}${'e\u0301\u0302\u0303'.repeat(900)}`

export const texts: string[] = [...Object.values(corpus), oversized]
