/* The command line. */
#ifndef TN_OPTIONS_H
#define TN_OPTIONS_H

#include "base/date.h"

#include <stdbool.h>

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
	bool sample, dry_run, ignore_unknown, overdue, replace, freeze, corrections;
	const char *format, *output, *cell, *number, *sent_to;
	int year;
	struct date from, to, as_of, sent_on;
};

/* 0: go on; 1: --help or --version was answered; 2: usage (said on stderr). May be called before the
 * language is known, so that `--lang` itself is seen first: then quiet is true and nothing is said. */
int options_read(int argc, char **argv, bool quiet, struct options *ret);

#endif
