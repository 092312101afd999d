#!/bin/sh
# What the linker cannot see of the layers: who may include what, and calls that nobody may make.
# Usage: lint.sh SOURCE_FOLDER
set -u
cd "$1" || exit 2

curses_files='ui/term.c ui/term.h ui/draw.c ui/draw.h'
exit_files='src/main.c'

failed=0

# files GLOB... : product sources (tests and benchmarks aside) without those named in $allowed
files() {
	find "$@" -type f \( -name '*.c' -o -name '*.h' -o -name '*.sql' \) | sort |
		while read -r f; do
			case " $allowed " in *" $f "*) ;; *) echo "$f" ;; esac
		done
}

# forbid WHAT PATTERN FOLDER... : says each line outside of comments that has the pattern. Comments
# are blanked first, lines kept, so that numbers are right.
forbid() {
	what=$1 pattern=$2
	shift 2
	for f in $(files "$@" | xargs -r grep -lE -- "$pattern"); do
		found=$(sed -e 's://.*$::' -e 's:/\*.*\*/::g' -e 't clear' -e ':clear' \
			-e '/\/\*/,/\*\//{s:/\*.*$::;t' -e 's:^.*\*/::;t' -e 's:.*::;}' "$f" |
			grep -nE -- "$pattern")
		[ -z "$found" ] && continue
		failed=1
		echo "$found" | sed "s|^|$f:|; s|\$|   <- $what|"
	done
}

include='^[[:space:]]*#[[:space:]]*include[[:space:]]*[<"]'
call='(^|[^A-Za-z0-9_])'

allowed=''
forbid 'sqlite3.h belongs to db/' "${include}sqlite3" src ui
forbid 'Pango, Cairo, ICU, the libraries of office files and of sandboxes belong to src/module' \
	"${include}(pango|cairo|glib|unicode/|xlsxwriter|zip\.h|libxml|shapefil|seccomp)" src/base src/viet src/rules src/core src/reader src/exchange \
	src/report ui db $(find src -maxdepth 1 -name '*.[ch]')
forbid 'no command is run through a shell' "${call}(system|popen)[[:space:]]*\(" src ui db
forbid 'columns are named' '[Ss][Ee][Ll][Ee][Cc][Tt][[:space:]]+([a-z_]+\.)?\*' src ui db
forbid 'the clock is base/clock.h' \
	"(date|time|datetime|julianday|strftime|unixepoch)\([^)]*'now'|[Cc][Uu][Rr][Rr][Ee][Nn][Tt]_(DATE|TIME)" \
	db
allowed=$curses_files
forbid "curses belongs to $curses_files" "${include}n?curses" src ui db
allowed=$exit_files
forbid "exit belongs to $exit_files" "${call}exit[[:space:]]*\(" src ui db

exit $failed
