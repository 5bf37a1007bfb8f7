#!/usr/bin/env bash
# Exports a filtered set and downloads it into a folder.
#   GLORIA=http://127.0.0.1:3000 docs/examples/export.sh [FOLDER]
here=$(cd "$(dirname "$0")" && pwd)
. "$here/sign-in.sh"

folder=${1:-$(mktemp -d)}

# The filter is the one of the list; without `columns` all that are not specific personal data.
export_id=$(post /exports '{"kind": "employees", "format": "xlsx", "filter": {"employmentStatus": "Kontrak"},
  "columns": ["nip", "name", "email", "schoolName"]}' | json x.id)
state=$(wait_for "/exports/$export_id")
[[ $(json x.status <<<"$state") == done ]] || fail "failed: $(json 'x.error' <<<"$state")"
path=$(json x.download.path <<<"$state")
name=$(json x.download.name <<<"$state")
curl -sS --fail "$GLORIA$path" -H "authorization: Bearer $TOKEN" -o "$folder/$name"
[[ $(wc -c <"$folder/$name") -eq $(json x.download.size <<<"$state") ]] || fail "the download is not whole"
echo "$(json x.done <<<"$state") rows, until $(json x.download.expiresAt <<<"$state"): $folder/$name"

# Gone at once, with its file; otherwise it expires by itself.
api "/exports/$export_id" -X DELETE >/dev/null
status=$(curl -sS -o /dev/null -w '%{http_code}' "$GLORIA$path" -H "authorization: Bearer $TOKEN")
[[ $status == 404 ]] || fail "the file of a deleted export answers $status"
