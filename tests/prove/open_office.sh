#!/usr/bin/env bash
# The Word files and workbooks of every report of the sample, and of hostile names, as LibreOffice reads them: each
# opens, and its PDF says the report's title. $1: make_formats
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$1" sample "$work"
"$1" hostile "$work"
pages=0 files=0
for ending in docx xlsx; do
	mkdir "$work/$ending"
	soffice "-env:UserInstallation=file://$work/profile" --headless --convert-to pdf \
		--outdir "$work/$ending" "$work"/*."$ending" >"$work/log" 2>&1
	for file in "$work"/*."$ending"; do
		name=$(basename "$file" ".$ending")
		pdf=$work/$ending/$name.pdf
		[[ -s $pdf ]] || {
			echo "$name.$ending does not open"
			exit 1
		}
		title=$(python3 -c 'import json, sys; print(json.load(open(sys.argv[1]))["title"])' \
			"$work/$name.doc.json")
		text=$(pdftotext -layout "$pdf" -)
		[[ $text == *"$title"* || $name == hostile ]] || {
			echo "$name.$ending has no title"
			exit 1
		}
		files=$((files + 1))
		pages=$((pages + $(pdfinfo "$pdf" | awk '/^Pages:/ { print $2 }')))
	done
done
echo "$files files, $pages pages"
