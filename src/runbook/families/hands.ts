import type { Risk } from '../../domain/run/plan.ts'

/** Commands that are for people, or for the machine that they sit at, and why. */
const reasons: Record<string, [why: string, risk: Risk]> = {
  ...all('it opens a page in your browser', 'read', 'open xdg-open'),
  ...all('it opens an editor', 'change', 'vi vim nano emacs code less more man'),
  ...all('it opens a session that somebody sits at', 'change', 'telnet screen tmux top htop k9s'),
  ...all(
    'it looks at files of your machine',
    'read',
    'ls cat tail head grep egrep fgrep rg awk sed find du df wc sort stat file zcat jq diff',
  ),
  ...all(
    'it changes files of your machine',
    'change',
    'cp mv mkdir touch chmod chown tar gzip gunzip unzip ln tee scp rsync wget',
  ),
  ...all('it deletes files', 'destructive', 'rm rmdir shred dd mkfs'),
  ...all(
    'it looks at your machine',
    'read',
    'ps free uptime env printenv whoami hostname netstat ss lsof dig nslookup ping host which traceroute nc lsblk nproc vmstat iostat mpstat dmesg lscpu',
  ),
  ...all(
    'it is done on a machine, and Belay has none',
    'change',
    'systemctl service journalctl crontab reboot shutdown kill killall pkill apt apt-get yum brew pip sudo su iptables mount source . eval exec set unset trap alias crictl nsenter sysctl growpart resize2fs fsck logrotate swapoff swapon',
  ),
  ...all('it is done on another machine, and Belay goes to none by ssh', 'change', 'ssh'),
  ...all('it waits for nothing but time', 'read', 'sleep'),
  ...all('it asks whoever sits there', 'read', 'read select'),
  ...all('it is a word of a script', 'read', 'exit return break continue shift let'),
  ...all('what it sets is known nowhere', 'change', 'export declare local readonly'),
  ...all('it is a script of its own', 'change', 'sh bash zsh'),
  ...all(
    'Belay has no operation for it',
    'change',
    'terraform helm vault consul nomad certbot kafka-topics kafka-consumer-groups rabbitmqctl ansible ansible-playbook gcloud az eksctl gh glab argocd flux istioctl velero amtool pg_basebackup pg_restore',
  ),
}

function all(why: string, risk: Risk, names: string): Record<string, [string, Risk]> {
  return Object.fromEntries(names.split(' ').map(name => [name, [why, risk]]))
}

/** What looks at files, unless it is told to do something with them. */
const unless: Record<string, { told: RegExp; why: string; risk: Risk }[]> = {
  sed: [{ told: /^(?:-\w*i|--in-place)/, why: 'it changes files of your machine', risk: 'change' }],
  find: [
    { told: /^(?:-delete|rm|shred)$/, why: 'it deletes files', risk: 'destructive' },
    { told: /^-(?:exec|ok)/, why: 'it changes files of your machine', risk: 'change' },
  ],
}

/** Why a command is for people, by its words. */
export function handOf([name = '', ...words]: readonly string[]): { why: string; risk: Risk } | undefined {
  if (!Object.hasOwn(reasons, name)) return undefined
  const does = Object.hasOwn(unless, name) ? unless[name]! : []
  const found = does.find(({ told }) => words.some(word => told.test(word)))
  if (found) return found
  const [why, risk] = reasons[name]!
  return { why, risk }
}
