# Sourced by the other examples. Settings: GLORIA (the address that `npm start` prints), GLORIA_USER (who signs in).
# Needs bash, curl 7.76 or newer, and Node.js, which reads the JSON.
set -euo pipefail

GLORIA=${GLORIA:-http://127.0.0.1:3000}
GLORIA_USER=${GLORIA_USER:-admin@demo.example}

# The value of a JavaScript expression over `x`, the JSON on standard input; fails when there is none.
json() {
  node -e 'const text = require("node:fs").readFileSync(0, "utf8");
    if (text === "") process.exit(1); // what came before has failed, and said so
    const x = JSON.parse(text);
    const found = eval(process.argv[1]);
    if (found == null) throw new Error(`nothing at ${process.argv[1]}`);
    console.log(typeof found === "string" ? found : JSON.stringify(found));' "$1"
}

fail() {
  echo "$*" >&2
  exit 1
}

TOKEN=$(curl -sS --fail-with-body "$GLORIA/api/v1/auth/login" -H 'content-type: application/json' \
  -d "{\"identifier\": \"$GLORIA_USER\"}" | json x.token)

# call URL [CURL OPTIONS]: anything but 2xx ends the script, with the problem on standard error.
call() {
  local answer
  answer=$(curl -sS --fail-with-body "$@") || fail "$answer"
  [[ -z $answer ]] || echo "$answer"
}

# api PATH [CURL OPTIONS]: GET, or with a body POST, below /api/v1.
api() {
  call "$GLORIA/api/v1$1" -H "authorization: Bearer $TOKEN" -H 'accept-language: en' "${@:2}"
}

# post PATH JSON
post() {
  api "$1" -H 'content-type: application/json' -d "$2"
}

# wait_for PATH: asks every half second until a job is no longer queued or running, a minute at most; prints its state.
wait_for() {
  local state status
  for _ in {1..120}; do
    state=$(api "$1")
    status=$(json x.status <<<"$state")
    if [[ $status != queued && $status != running ]]; then
      echo "$state"
      return
    fi
    sleep 0.5
  done
  fail "$1 is still $status"
}
