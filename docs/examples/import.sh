#!/usr/bin/env bash
# Imports people: upload, dry run, errors, commit, what became of the rows, undo. Leaves everybody as they were.
#   GLORIA=http://127.0.0.1:3000 docs/examples/import.sh [FILE.csv]
here=$(cd "$(dirname "$0")" && pwd)
. "$here/sign-in.sh"

file=${1:-$here/people-40.csv}
name=$(basename "$file")

# The body is the file itself. What no import takes up is gone after a day.
file_id=$(api "/files?name=$name" -H 'content-type: text/csv' --data-binary "@$file" | json x.id)
echo "uploaded   $file_id"

# The dry run begins at once, in the worker. Nothing is changed before the commit.
import_id=$(post /imports "{\"fileId\": \"$file_id\", \"kind\": \"people\"}" | json x.id)
state=$(wait_for "/imports/$import_id")
[[ $(json x.status <<<"$state") == planned ]] || fail "the file was refused: $(json 'x.problems' <<<"$state")"
echo "dry run    $(json x.counts <<<"$state")"

# What is wrong, by row and column as a spreadsheet counts them, and the rows themselves as a file to be mended.
# Rows with errors are left out of the commit.
if [[ $(json x.counts.error <<<"$state") != 0 ]]; then
  api "/imports/$import_id/rows?action=error&limit=200" |
    json 'x.items.flatMap((row) => row.problems.map((p) => `row ${row.rowNumber}, ${p.column ?? "as a whole"}: ${p.code}`)).join("\n")'
  errors=$(mktemp)
  api "/imports/$import_id/errors?format=csv" >"$errors"
  echo "error file $errors"
fi

post "/imports/$import_id/commit" '{}' >/dev/null
state=$(wait_for "/imports/$import_id")
[[ $(json x.status <<<"$state") == committed ]] || fail "stopped: $state"
echo "committed  $(json x.results <<<"$state")"

# What was not as the dry run had found it, and was therefore left alone.
api "/imports/$import_id/rows?state=changed&limit=200" | json '`changed    ${x.items.length} rows`'

post "/imports/$import_id/undo" '{}' >/dev/null
state=$(wait_for "/imports/$import_id")
[[ $(json x.status <<<"$state") == undone ]] || fail "stopped: $state"
echo "taken back $(json x.results <<<"$state")"
api "/imports/$import_id/rows?state=kept&limit=200" |
  json '[`kept       ${x.items.length} rows`, ...x.items.map((row) => `row ${row.rowNumber}: ${row.problems.map((p) => p.code)}`)].join("\n")'
