#!/bin/sh
# The PDF as its readers see it: text, fonts, pages, pixels. $1: a program that writes the long document.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
fail() {
	echo "$1"
	exit 1
}

"$1" "$work/long.pdf"
pdftotext -layout "$work/long.pdf" "$work/long.txt"

# every row once, on whatever page
for n in 1 2 57 150 399 400; do
	[ "$(grep -c "Người thứ $n " "$work/long.txt")" = 1 ] || fail "row $n is not there once"
done
[ "$(grep -c 'Người thứ ' "$work/long.txt")" = 400 ] || fail "not 400 rows"
pages=$(pdfinfo "$work/long.pdf" | awk '/^Pages:/ { print $2 }')
[ "$pages" -ge 8 ] || fail "only $pages pages"
pdfinfo "$work/long.pdf" | grep -q '^Page size: .*A4' || fail "not A4"
pdfinfo "$work/long.pdf" | grep -q '^Title: *Danh sách dài' || fail "no title"
# the head again on every page of the table, page numbers from page 2
p=2
while [ "$p" -lt "$pages" ]; do
	pdftotext -layout -f "$p" -l "$p" "$work/long.pdf" "$work/page.txt"
	grep -q 'Họ và tên' "$work/page.txt" || fail "page $p has no head"
	sed -n 1p "$work/page.txt" | grep -q "^ *$p\$" || fail "page $p has no number"
	p=$((p + 1))
done
pdftotext -layout -f 1 -l 1 "$work/long.pdf" - | sed -n 1p | grep -q '^ *1$' && fail "page 1 is numbered"
# all letters, composed
for c in à ả ã á ạ ă ằ ẳ ẵ ắ ặ â ầ ẩ ẫ ấ ậ đ è ẻ ẽ é ẹ ê ề ể ễ ế ệ ì ỉ ĩ í ị ò ỏ õ ó ọ ô ồ ổ ỗ ố ộ ơ ờ ở ỡ ớ ợ \
	ù ủ ũ ú ụ ư ừ ử ữ ứ ự ỳ ỷ ỹ ý ỵ Ệ Ặ Ữ Ỹ Đ; do
	grep -q "$c" "$work/long.txt" || fail "letter $c is lost"
done
pdffonts "$work/long.pdf" | tail -n +3 >"$work/fonts"
# every letter from the one face: fonts-liberation 1 lacks most of the Vietnamese ones, others would stand in
grep -v 'LiberationSerif' "$work/fonts" && fail "another font than Liberation Serif"
awk '{ if ($(NF - 4) != "yes") exit 1 }' "$work/fonts" || fail "a font is not embedded"

# the dot of ạ is ink: the page that has it differs from the one that has a
"$1" "$work/dot.pdf" "ạ ẹ ọ ụ ị ỵ"
"$1" "$work/bare.pdf" "a e o u i y"
pdftoppm -gray -r 150 "$work/dot.pdf" "$work/dot"
pdftoppm -gray -r 150 "$work/bare.pdf" "$work/bare"
ink() { tail -c +16 "$1" | tr -d '\377' | wc -c; }
[ "$(ink "$work/dot-1.pgm")" -gt "$(($(ink "$work/bare-1.pgm") + 20))" ] || fail "the dots are lost"
