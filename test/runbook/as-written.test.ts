import { describe, expect, it } from 'vitest'
import { inWords, told, verdict, verdicts } from './reading.ts'

const inputs = async (code: string) => {
  const found = await verdict(code)
  return found.class === 'byHand' ? found.reason : found.actions.map(({ input }) => input)
}

describe('what a shell makes of a command is what is done', () => {
  it('without quotes, what a variable holds is as many words as it has', async () => {
    expect(await inputs('NAMES="a b"\naws ecs describe-clusters --clusters $NAMES')).toEqual([
      { clusters: { list: [['a'], ['b']] } },
    ])
    expect(await inputs('NAMES="a b"\naws ecs describe-clusters --clusters "$NAMES"')).toEqual([
      { clusters: { list: [['a b']] } },
    ])
    expect(await inputs('ALL="a b"\nfor c in $ALL; do aws ecs list-tasks --cluster $c; done')).toEqual([
      { cluster: ['a'] },
      { cluster: ['b'] },
    ])
    expect(await inputs('WHERE="--cluster shop"\naws ecs list-tasks $WHERE')).toEqual([{ cluster: ['shop'] }])
  })

  it('a loop over an answer is what xargs would do', async () => {
    const found = await verdict(
      'for pod in $(kubectl get pods -o name); do echo "$pod:"; kubectl logs $pod --tail 5; done',
    )
    expect(found).toMatchObject({
      class: 'runs',
      actions: [
        { operation: 'get', filters: [{ by: 'each', per: 'word', actions: [{ operation: 'logs' }] }] },
      ],
    })
    expect(
      inWords(await verdict('for pod in $(kubectl get pods -o name) web; do kubectl logs $pod; done')),
    ).toContain('more than what one command answers')
  })

  it.each([
    ['! kubectl get pods', 'it counts as done where it fails'],
    ['[ "$COUNT" -gt 5 ] && kubectl rollout restart deployment/shop', 'it decides by itself what to do'],
    ['[[ -n $X ]] && kubectl rollout restart deployment/shop', 'it decides by itself what to do'],
    ['kubectl get pods | grep Crash && kubectl rollout restart deployment/shop', 'it decides by itself'],
    ['ARGS=a\nARGS+=" b"\nkubectl describe pod $ARGS', 'a change to a variable'],
    ['kubectl get pods > /dev/null | wc -l', 'it throws away what its pipe would be given'],
    ['npm run migrate >& out.log', 'a file of your machine'],
    ['X=$(aws ecs list-tasks --cluster c || echo none)', 'it does one thing or, if that fails, another'],
    ['X=$(curl https://a.example || exit 1)', 'it does one thing or, if that fails, another'],
    ['for a in b c; do kubectl logs $a || exit 1; done', 'it does one thing or, if that fails, another'],
    ['kubectl get pods | grep Crash || docker restart shop', 'it does one thing or, if that fails'],
    ['[ -f a.txt ] || echo "none"', 'it decides by itself what to do'],
    ['aws logs tail $(($(date +%s) / 60))', 'is a calculation'],
    ['aws logs tail $(($COUNT * 1000))', 'is a calculation'],
    ['aws logs tail $(($(date +%s) - 999999999999 * 999999))', 'is a calculation'],
    ['watch "date $(date)"', 'which command it is, stands nowhere'],
    ['X=$(date; date)', 'are several commands'],
    ['X=$(for a in b c; do date; done)', 'are several commands'],
    ['curl https://a.example || echo x && docker ps', 'it does one thing or, if that fails, another'],
    ['for a in b c; do kubectl logs $a | head && docker ps; done', 'hangs on what has failed'],
    ['set -e\nfor a in b c; do kubectl logs $a || true; done', 'hangs on what has failed'],
    [
      'for a in b c; do kubectl rollout restart deployment/$a && docker ps; done',
      'only where a change was made',
    ],
    [
      'set -e\nfor a in b c; do kubectl rollout restart deployment/$a; done',
      'it goes on only where a change was made',
    ],
    [
      'for a in b c; do kubectl logs $a; kubectl rollout restart deployment/$a; done',
      'it looks at each and changes it',
    ],
    ['for a in $(kubectl get pods -o name); do kubectl logs $a; kubectl delete $a; done', 'deletes things'],
    ['@daily npm run backup', 'it is a line of a crontab'],
    ['0 2 * * * cd /app && npm run backup', 'it is a line of a crontab'],
    ['FORCE=1 npm run migrate', 'it is given FORCE'],
    ['kubectl get pods | xargs -n 2 kubectl logs', 'Belay is no shell'],
    ['kubectl get pods | grep -e a -e b', 'does not filter as this grep says'],
    ['export $(cat .env | xargs)', 'within $(cat .env | xargs): it looks at files'],
    ['set -Eeuo pipefail\nfor a in b c; do kubectl rollout restart deployment/$a; done', 'a change was made'],
    [
      'aws rds create-db-snapshot --db-instance-identifier a --db-snapshot-identifier b | xargs -I{} kubectl logs {}',
      'it goes on with what a change answers',
    ],
  ])('or it is by hand: %s', async (code, why) => {
    expect(inWords(await verdict(code))).toContain(why)
    expect((await verdicts(code)).filter(({ class: is }) => is !== 'byHand').length).toBeLessThan(2)
  })

  it.each([
    ['curl https://a.example/health || exit 1', 'runs http GET, read'],
    ['kubectl logs deployment/shop | grep -i error || echo "No errors"', 'runs kubernetes logs, read'],
    ["watch -n 5 'kubectl logs $POD | grep -c error'", 'asks kubernetes logs, read: pod'],
    ['bash -c "cd /app && docker ps"', 'runs docker ps, read'],
    [
      `REGION=\${1:-eu-west-1}\nTAG="$2"\naws ecs list-tasks --cluster c --region $REGION`,
      'asks aws ecs:ListTasks, read: region',
    ],
    [`REGION=\${1:?usage}`, 'asks value set, read: region'],
    ['echo "Waiting (this takes a while)..."', 'runs value text, read'],
  ])('and what changes nothing of that is no hindrance: %s', async (code, expected) => {
    expect(inWords(await verdict(code))).toBe(expected)
  })

  it('a dry run that is switched off is none, and a name in pieces is read as such', async () => {
    const found = await verdicts(
      './clean-up.sh --scan --dry-run=no\n./find_all.sh --list\n./db_drop.sh --list',
    )
    expect(found.map(inWords)).toEqual([
      'runs belay exec, destructive',
      'runs belay exec, read',
      'runs belay exec, destructive',
    ])
    expect(inWords(await verdict('./move.sh --scan --dry-run=no'))).toBe('runs belay exec, change')
  })

  it('a loop goes on after what fails, but for what hangs on it, and with set -e not at all', async () => {
    const goesOn = async (code: string) => {
      const found = await verdict(code)
      return found.class === 'byHand' ? found.reason : found.actions.map(({ anyway }) => anyway ?? false)
    }
    const loop = (body: string) => `for a in b c; do ${body}; done`
    expect(await goesOn(loop('kubectl logs $a'))).toEqual([true, true])
    expect(await goesOn(loop('kubectl logs $a && docker ps; docker stats'))).toEqual([
      ...[true, false, true],
      ...[true, false, true],
    ])
    expect(await goesOn(`set -euo pipefail\n${loop('kubectl logs $a')}`)).toEqual([false, false])
    expect(await goesOn(`set -o errexit\nset +e\n${loop('kubectl logs $a')}`)).toEqual([true, true])
  })

  it('a prompt of a container is no command', async () => {
    expect((await verdicts('sh-4.4# kubectl get pods\nNAME READY')).map(inWords)).toEqual([
      'runs kubernetes get, read',
    ])
  })

  it('of a change no filter leaves anything out, and that is told', async () => {
    const found = await verdict('npm run migrate | tail -5')
    expect(found).toMatchObject({ class: 'runs', actions: [{ operation: 'exec', filters: [] }] })
    expect(told(found)).toEqual([
      'what it answers is shown whole, without the filter behind it: Belay filters what only reads',
    ])
  })
})

describe('an option that Belay does not know leaves the command to people', () => {
  it.each([
    ['git push origin --delete v1.2.3', 'by hand, destructive: Belay deletes no tag of a repository'],
    ['git tag -d v1.2.3', 'by hand, destructive: Belay deletes no tag of a repository'],
    ['git tag -l "v1.2.*"', 'by hand, read: Belay does not know what -l is to change here'],
    ['git push -f origin v1.2.3', 'by hand, change: Belay does not know what -f is to change here'],
    ['git log --author=ana', 'by hand, read: Belay does not know what --author is to change here'],
    ['git log v1.2.0..v1.3.0', 'by hand, read: Belay reads one branch, tag or commit'],
    ['docker-compose down -v', 'by hand, destructive: Belay does not know what -v is to change here'],
    ['docker-compose up -d --scale api=3', 'by hand, change: Belay does not know what --scale'],
    ['docker-compose up -d --build api', 'by hand, change: Belay does not know what --build'],
    ['docker exec -e A=b api npm run x', 'by hand, change: Belay does not know what -e'],
    ['docker compose -f other.yml down', 'by hand, destructive: it is about all of other.yml'],
    ['docker ps --filter name=api', 'by hand, read: Belay does not know what --filter'],
    ['kubectl rollout undo deployment/shop --dry-run=client', 'by hand, change: Belay does not know'],
    ['kubectl scale --current-replicas=2 --replicas=3 deployment/shop', 'by hand, change: Belay does not'],
    ['kubectl get pods -o go-template={{.items}}', 'by hand, read: Belay shows no -o go-template'],
    ["kubectl get pods -o jsonpath='{..name}'", 'by hand, read: Belay shows no -o jsonpath={..name}'],
    ['kubectl get pods --sort-by=.items[*].name', 'by hand, read: Belay does not sort by that'],
    ['kubectl get secrets', 'by hand, read: it shows secrets, and Belay is not let into those of a cluster'],
    ['kubectl get secret/db -o yaml', 'by hand, read: it shows secrets'],
    ['kubectl get certificates', 'by hand, read: Belay has no kubectl get for certificates'],
    ['kubectl get', 'by hand, read: it names no kind'],
    ['kubectl top services', 'by hand, read: Kubernetes measures pods and nodes'],
    ['kubectl set image deployment/shop a=a:v2 b=b:v3', 'by hand, change: it sets several images at once'],
    ['psql -c "SELECT 1" -c "SELECT 2"', 'by hand, change: it is several statements at once'],
    ['psql -v n=5 -c "SELECT :n"', 'by hand, change: Belay does not know what -v'],
    ['redis-cli -r 5 GET a', 'by hand, change: Belay does not know what -r'],
    ['mongosh --nodb --eval "db.stats()"', 'by hand, change: Belay does not know what --nodb'],
    ['curl -G -d q=1 https://shop.example.com/find', 'by hand, change: Belay does not know what -G'],
    ['curl -d a=1 -d b=2 https://shop.example.com/a', 'by hand, change: Belay does not know what -d'],
    ['curl --resolve a:1:b https://shop.example.com/', 'by hand, read: Belay does not know what --resolve'],
    ['curl http://localhost:8500/v1/kv', 'by hand, read: it asks the machine that it is typed on'],
    ['curl -H @file https://shop.example.com/', 'by hand, read: it takes a file of your machine'],
    ['curl "https://shop.example.com/[1-3]"', 'by hand, read: it asks several addresses at once'],
    ['aws s3 sync s3://logs . --exclude "*.gz"', 'by hand, read: Belay does not know what --exclude is to'],
    ['aws s3 sync s3://logs . --exlude "*.gz"', 'by hand, read: it cannot be carried out as it stands'],
    ['kubectl get pods --namespce shop', 'what --namespce is to change here: --namespace is meant?'],
    ['docker ps --al', 'by hand, read: Belay does not know what --al is to change here: --all is meant?'],
    ['curl --fial https://shop.example.com/', 'what --fial is to change here: --fail is meant?'],
    ['aws s3 cp s3://logs/a .', 'by hand, read: it writes a file on your machine'],
    ['aws ecs list-clusters --endpoint-url http://a', 'by hand, read: it asks another address'],
    ['aws ecr get-login-password', 'by hand, read: it signs you in on your machine'],
    [
      `aws ecs run-task --task-definition a --overrides '{"containerOverrides":[{"name":"a","command":["b"],"environment":[{"name":"A","value":"B"}]}]}'`,
      'by hand, change: Belay has no operation for ecs:RunTask as it stands here',
    ],
    [
      'aws elbv2 modify-listener --listener-arn a --default-actions Type=fixed-response,FixedResponseConfig={StatusCode=503}',
      'by hand, change: Belay has no operation for elbv2:ModifyListener as it stands here',
    ],
    [
      'aws cloudformation delete-stack --stack-name shop --retain-resources a',
      'by hand, destructive: Belay has no operation for cloudformation:DeleteStack with --retain-resources',
    ],
  ])('%s: %s', async (code, words) => {
    expect(inWords(await verdict(code))).toContain(words)
  })

  it('curl -f takes for a failure what answers that it is broken', async () => {
    expect(await verdict('curl -sfS https://shop.example.com/health')).toMatchObject({
      actions: [{ input: { fail: { boolean: true } } }],
    })
  })

  it('and one that changes nothing of what is done does not', async () => {
    const found = await verdicts(`curl -fsSL -X GET --retry 3 https://shop.example.com/health
curl -sX DELETE https://shop.example.com/a
docker exec -u www-data -it api npm run x
psql -At -U ana -c "SELECT 1"
redis-cli --no-auth-warning -a x GET b
kubectl -n shop logs -f deployment/shop --all-containers
docker compose -f a.yml -f b.yml logs -f api`)
    expect(found.map(inWords)).toEqual([
      'runs http GET, read',
      'runs belay request, destructive',
      'runs belay exec, change',
      'runs postgres sql, read',
      'runs redis GET, read',
      'runs kubernetes logs, read',
      'runs docker compose logs, read',
    ])
  })

  it('where the step names a composition of its own, it is told which services are meant', async () => {
    expect(told(await verdict('docker-compose -f other.yml restart api'))).toEqual([
      'docker-compose other.yml: Belay goes by the services that the system file names',
    ])
  })
})
