/* The command line. */
#ifndef TN_OPTIONS_H
#define TN_OPTIONS_H

#include "base/date.h"
#include "report/print.h"

#include <stdbool.h>

enum { OPTIONS_MAX = 40 }; /* of one that can be given several times */
struct options {
	const char *db;	  /* NULL: the office's, in the XDG data folder */
	const char *lang; /* NULL: not given */
	struct date today;
	bool read_only, ascii;
	const char *script, *screen;
	int cols, lines;
	const char *command; /* NULL: the screens */
	char **words;	     /* what follows the command */
	int word_count;
	/* of commands */
	bool sample, dry_run, template, ignore_unknown, overdue, replace, freeze, corrections;
	bool json, merge; /* of duplicates */
	bool print, has_print_options;
	struct print_options printing;
	const char *format, *output, *cell, *sent_to;
	int year;
	struct date from, to, as_of, sent_on;
	const char *from_name, *to_name; /* of convert; of others the days above in words */
	const char *columns;		 /* of lists */
	/* of papers */
	struct date date;
	const char *number, *templates;
	bool blanks;
	char *people[OPTIONS_MAX], *sets[OPTIONS_MAX];
	int person_count, set_count;
	/* of imports */
	char *sheets[OPTIONS_MAX], *maps[OPTIONS_MAX];
	int sheet_count, map_count;
	bool all_sheets, leave_out, verbose;
	long head;
	int head_rows; /* 0: not said */
	char days;     /* 'd', 'm' first; 0: as the columns say */
	const char *charset;
	long undo, redo; /* number of a batch */
};

/* 0: go on; 1: --help or --version was answered; 2: usage (said on stderr). May be called before the
 * language is known, so that `--lang` itself is seen first: then quiet is true and nothing is said. */
int options_read(int argc, char **argv, bool quiet, struct options *ret);

#endif
