#!/bin/sh
# Every string that a user sees is in POTFILES' files, and every one of them has its Vietnamese.
set -eu
cd "$1"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failed=0

grep -lE '(^|[^A-Za-z0-9])(_|N_|P_|C_|NC_)\("' $(find src ui db -name '*.c' -o -name '*.h') |
	grep -v '^src/base/i18n\.h$' | LC_ALL=C sort >"$work/have"
grep -v '^#' po/POTFILES | LC_ALL=C sort >"$work/listed"
if ! diff "$work/listed" "$work/have" >"$work/diff"; then
	echo "po/POTFILES differs from the files with strings (< listed, > has strings):"
	cat "$work/diff"
	failed=1
fi
xgettext --from-code=UTF-8 --keyword=_ --keyword=N_ --keyword=C_:1c,2 --keyword=NC_:1c,2 \
	--keyword=P_:1,2 -o "$work/all.pot" -f "$work/have"
msgfmt --check -o /dev/null po/vi.po || failed=1
# untranslated, fuzzy or missing: each is said
if ! msgcmp po/vi.po "$work/all.pot" >"$work/missing" 2>&1; then
	cat "$work/missing"
	failed=1
fi
exit $failed
