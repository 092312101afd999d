#include "options.h"

#include "base/i18n.h"
#include "report/format.h"
#include "version.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	OPT_DB = 256,
	OPT_LANG,
	OPT_TODAY,
	OPT_READ_ONLY,
	OPT_ASCII,
	OPT_SCRIPT,
	OPT_SIZE,
	OPT_SCREEN,
	OPT_SAMPLE,
	OPT_DRY_RUN,
	OPT_IGNORE_UNKNOWN,
	OPT_FORMAT,
	OPT_OUTPUT,
	OPT_CELL,
	OPT_YEAR,
	OPT_FROM,
	OPT_TO,
	OPT_AS_OF,
	OPT_FREEZE,
	OPT_SENT_TO,
	OPT_SENT_ON,
	OPT_CORRECTIONS,
	OPT_OVERDUE,
	OPT_JSON,
	OPT_MERGE,
	OPT_REPLACE,
	OPT_COLUMNS,
	OPT_PERSON,
	OPT_SET,
	OPT_NUMBER,
	OPT_DATE,
	OPT_BLANKS,
	OPT_TEMPLATES,
	OPT_TEMPLATE,
	OPT_PRINT,
	OPT_PRINTER,
	OPT_COPIES,
	OPT_PAGES,
	OPT_TWO_SIDED,
	OPT_SHEET,
	OPT_ALL_SHEETS,
	OPT_HEAD,
	OPT_CHARSET,
	OPT_MAP,
	OPT_DAYS_FIRST,
	OPT_MONTHS_FIRST,
	OPT_LEAVE_OUT,
	OPT_UNDO,
	OPT_REDO,
	OPT_VERSION,
};

static const struct option table[] = {
	{"db", required_argument, NULL, OPT_DB},
	{"lang", required_argument, NULL, OPT_LANG},
	{"today", required_argument, NULL, OPT_TODAY},
	{"read-only", no_argument, NULL, OPT_READ_ONLY},
	{"readonly", no_argument, NULL, OPT_READ_ONLY},
	{"ascii", no_argument, NULL, OPT_ASCII},
	{"script", required_argument, NULL, OPT_SCRIPT},
	{"size", required_argument, NULL, OPT_SIZE},
	{"screen", required_argument, NULL, OPT_SCREEN},
	{"sample", no_argument, NULL, OPT_SAMPLE},
	{"dry-run", no_argument, NULL, OPT_DRY_RUN},
	{"ignore-unknown", no_argument, NULL, OPT_IGNORE_UNKNOWN},
	{"format", required_argument, NULL, OPT_FORMAT},
	{"output", required_argument, NULL, OPT_OUTPUT},
	{"cell", required_argument, NULL, OPT_CELL},
	{"year", required_argument, NULL, OPT_YEAR},
	{"from", required_argument, NULL, OPT_FROM},
	{"to", required_argument, NULL, OPT_TO},
	{"as-of", required_argument, NULL, OPT_AS_OF},
	{"freeze", no_argument, NULL, OPT_FREEZE},
	{"sent-to", required_argument, NULL, OPT_SENT_TO},
	{"sent-on", required_argument, NULL, OPT_SENT_ON},
	{"corrections", no_argument, NULL, OPT_CORRECTIONS},
	{"json", no_argument, NULL, OPT_JSON},
	{"merge", no_argument, NULL, OPT_MERGE},
	{"overdue", no_argument, NULL, OPT_OVERDUE},
	{"replace", no_argument, NULL, OPT_REPLACE},
	{"columns", required_argument, NULL, OPT_COLUMNS},
	{"person", required_argument, NULL, OPT_PERSON},
	{"set", required_argument, NULL, OPT_SET},
	{"number", required_argument, NULL, OPT_NUMBER},
	{"date", required_argument, NULL, OPT_DATE},
	{"blanks", no_argument, NULL, OPT_BLANKS},
	{"templates", required_argument, NULL, OPT_TEMPLATES},
	{"template", no_argument, NULL, OPT_TEMPLATE},
	{"print", no_argument, NULL, OPT_PRINT},
	{"printer", required_argument, NULL, OPT_PRINTER},
	{"copies", required_argument, NULL, OPT_COPIES},
	{"pages", required_argument, NULL, OPT_PAGES},
	{"two-sided", optional_argument, NULL, OPT_TWO_SIDED},
	{"sheet", required_argument, NULL, OPT_SHEET},
	{"all-sheets", no_argument, NULL, OPT_ALL_SHEETS},
	{"head", required_argument, NULL, OPT_HEAD},
	{"charset", required_argument, NULL, OPT_CHARSET},
	{"map", required_argument, NULL, OPT_MAP},
	{"days-first", no_argument, NULL, OPT_DAYS_FIRST},
	{"months-first", no_argument, NULL, OPT_MONTHS_FIRST},
	{"leave-out", no_argument, NULL, OPT_LEAVE_OUT},
	{"undo", required_argument, NULL, OPT_UNDO},
	{"redo", required_argument, NULL, OPT_REDO},
	{"verbose", no_argument, NULL, 'v'},
	{"help", no_argument, NULL, 'h'},
	{"version", no_argument, NULL, OPT_VERSION},
	{0},
};

/* A text each command, so that each is translated by itself. */
static const char *const help_texts[] = {
	N_("taonguon: sourcing and admitting Party members, for a commune's office\n"
	   "\n"
	   "Usage: taonguon [OPTION…] [COMMAND]\n"
	   "\n"
	   "Commands:\n"
	   "  (none)                 the screens on the office's database\n"
	   "  sample                 the screens on a scratch copy of the sample commune\n"
	   "  init [--sample]        makes the database that --db names\n"),
	N_("  import KIND FILE       brings a list in (xlsx, ods, csv, dbf): cells, members, "
	   "candidates,\n"
	   "                         events, mentors, targets\n"
	   "      --sheet NAME       this sheet; again for each of several; --all-sheets: hidden "
	   "ones too\n"
	   "      --head ROW         where the headings stand; 4-5 for a head of two rows\n"
	   "      --charset NAME     tcvn3, vni, viscii, cp1258, vps, viqr, utf-16, utf-8; auto\n"
	   "      --map HEADING=FIELD   what a heading means; HEADING=- passes it over\n"
	   "      --set FIELD=VALUE  what no column says: --set cell=AP1, all are of this cell\n"
	   "      --days-first, --months-first   how dates are written\n"),
	N_("      --dry-run          says the same, changes nothing; -v: each row, old → new\n"
	   "      --leave-out        rows in conflict or refused stay out, the others go in\n"
	   "      --ignore-unknown   passes over headings of a CSV that are not known\n"
	   "  import --undo N        takes batch N back; --redo N does it again with other "
	   "options\n"
	   "  batches                lists what was brought in\n"),
	N_("  export KIND FILE       the same lists as the import takes them, FILE.csv or "
	   "FILE.xlsx\n"
	   "      --template         an empty one, to be filled in\n"
	   "      --format csv|xlsx  where FILE is -, standard output   --replace\n"
	   "  export all FOLDER      every table of the database as CSV, with a description\n"),
	N_("  reconcile KIND FILE    members or candidates of another system held against ours; "
	   "the file is\n"
	   "                         read as by import; nothing is written\n"
	   "      --cell CODE        only ours of this cell\n"
	   "      --format text|pdf|docx|xlsx|csv|json   --output FILE   --replace\n"),
	N_("  report KIND            admissions, pipeline, cells, mentors, targets, due, "
	   "forecast, times,\n"
	   "                         map, sourcing, obstacles, evaluation-facts, trends, form-2,\n"
	   "                         turnaround, health\n"
	   "      --year Y, or --from D --to D; --cell CODE\n"
	   "      --format text|pdf|docx|xlsx|csv|json, of due also ics   --output FILE\n"
	   "      --replace          the file may be there: it is replaced\n"
	   "      --overdue          of due: with what was due before\n"),
	N_("      --print            to the printer; --printer NAME, --copies N, --pages 1-3,5,\n"
	   "                         --two-sided[=long|short]: turned over which edge\n"),
	N_("      --as-of D          everything as it stood on that past day\n"
	   "      --freeze           keeps it as it was sent; --number N --sent-to WHOM --sent-on "
	   "D\n"),
	N_("  frozen [NUMBER]        lists the reports that were kept, or writes one as it was\n"
	   "      --corrections      what the records say otherwise now\n"),
	N_("  list [NAME]            names the lists and their columns, or writes one\n"
	   "      --cell CODE; --year Y, or --from D --to D of a list with a period\n"
	   "      --columns A,B,C    these, in this order; import: what “import candidates” takes\n"
	   "      --format text|pdf|docx|xlsx|csv|json   --output FILE   --replace\n"),
	N_("  paper [KIND]           lists the papers of a step, or makes one from the record\n"
	   "      --person NAME|NO   whom it is about; again for each of several\n"
	   "      --number N --date D   of the paper\n"
	   "      --set FIELD=TEXT   what the record does not have\n"
	   "      --blanks           leaves what is missing blank, to be filled in by hand\n"
	   "      --format text|pdf|docx   --output FILE   --replace\n"
	   "      --templates DIR    the texts as Word files, to be changed\n"),
	N_("  convert --from NAME [FILE]   text to UTF-8 on standard output; NAME: tcvn3, tcvn3h, "
	   "vni,\n"
	   "                         viscii, cp1258, vps, viqr, utf-16, or auto to find it out\n"
	   "      --to NAME          to that instead of UTF-8\n"),
	N_("  duplicates             lists who may stand in the lists twice, and why\n"
	   "      --json             for other programs\n"
	   "      --merge KEEP DROP  makes one of two, by their numbers in that list\n"),
	N_("  check                  checks the whole database\n"),
	N_("\n"
	   "Options:\n"
	   "  --db FILE              the database\n"
	   "  --lang vi|en           the language\n"
	   "  --today YYYY-MM-DD     the day that rules and reports take for today\n"
	   "  --read-only            changes nothing\n"
	   "  --ascii                draws with ASCII only\n"
	   "  --screen NAME          opens this screen first\n"
	   "  --script FILE --size COLSxROWS   takes the keys from a file\n"
	   "  --help, --version\n")};

static void help(void)
{
	for (size_t i = 0; i < sizeof help_texts / sizeof *help_texts; i++)
		fputs(_(help_texts[i]), stdout);
}

/* `dashes`: before the name of an option. */
static int wrong(bool quiet, const char *dashes, const char *what, const char *value)
{
	if (!quiet)
		fprintf(stderr, _("taonguon: %s%s: “%s” is not valid. See taonguon --help.\n"),
			dashes, what, value);
	return 2;
}

static bool parse_size(const char *s, struct options *o)
{
	char end;
	return sscanf(s, "%4dx%4d%c", &o->cols, &o->lines, &end) == 2 && o->cols > 0 &&
	       o->lines > 0;
}

static bool parse_year(const char *s, int *ret)
{
	char *end;
	long y = strtol(s, &end, 10);
	*ret = (int)y;
	return *s && !*end && y >= 1930 && y <= 2200;
}

static bool parse_day(const char *s, struct date *ret)
{
	return date_from_user(s, false, ret) && date_is_full(*ret);
}

/* Which of the two it must be is known with the command only. */
static bool day_or_charset(const char *s, struct date *ret)
{
	if (!parse_day(s, ret))
		*ret = (struct date){0};
	return *s;
}

/* The option of a day that has none, NULL if there is none such. */
static const char *option_without_day(const struct options *o)
{
	if (o->command && strcmp(o->command, "convert") == 0)
		return NULL;
	if (o->from_name && !date_is_set(o->from))
		return "from";
	return o->to_name && !date_is_set(o->to) ? "to" : NULL;
}

static bool parse_copies(const char *s, int *ret)
{
	char *end;
	long n = strtol(s, &end, 10);
	*ret = (int)n;
	return *s && !*end && n >= 1 && n <= PRINT_COPIES_MAX;
}

static bool parse_sides(const char *s, enum print_sides *ret)
{
	*ret = s && strcmp(s, "short") == 0 ? PRINT_SHORT_EDGE : PRINT_LONG_EDGE;
	return !s || !strcmp(s, "long") || !strcmp(s, "short");
}

static bool fits(const char *s, char *ret, size_t size)
{
	str_fit(ret, size, s);
	return *s && strcmp(s, ret) == 0;
}

/* How it is to be printed. true: understood */
static bool take_printing(int opt, char *arg, struct options *o)
{
	struct print_options *p = &o->printing;
	bool ok = false;
	o->has_print_options = true;
	switch (opt) {
	case OPT_PRINTER:
		ok = fits(arg, p->printer, sizeof p->printer);
		break;
	case OPT_COPIES:
		ok = parse_copies(arg, &p->copies);
		break;
	case OPT_PAGES:
		ok = fits(arg, p->pages, sizeof p->pages);
		break;
	case OPT_TWO_SIDED:
		ok = parse_sides(arg, &p->sides);
		break;
	}
	return ok && print_check(p, 0, NULL) == 0;
}

static bool parse_number(const char *s, long *ret)
{
	char *end;
	*ret = strtol(s, &end, 10);
	return *s && !*end && *ret > 0;
}

/* 4, or 4-5 */
static bool parse_head(const char *s, struct options *o)
{
	char *end;
	o->head = strtol(s, &end, 10);
	o->head_rows = 1;
	if (*end == '-') {
		o->head_rows = 2;
		return strtol(end + 1, &end, 10) == o->head + 1 && !*end && o->head > 0;
	}
	return *s && !*end && o->head > 0;
}

static bool one_of(const char *s, const char *const *words)
{
	for (; *words; words++)
		if (strcmp(s, *words) == 0)
			return true;
	return false;
}

static bool add_to(char *list[OPTIONS_MAX], int *n, char *arg)
{
	if (*n == OPTIONS_MAX || !*arg)
		return false;
	list[(*n)++] = arg;
	return true;
}

/* How a file is to be brought in. */
static bool take_import(int opt, char *arg, struct options *o)
{
	switch (opt) {
	case OPT_SHEET:
		return add_to(o->sheets, &o->sheet_count, arg);
	case OPT_ALL_SHEETS:
		return o->all_sheets = true;
	case OPT_HEAD:
		return parse_head(arg, o);
	case OPT_CHARSET:
		o->charset = arg;
		return *arg;
	case OPT_MAP:
		return add_to(o->maps, &o->map_count, arg);
	case OPT_DAYS_FIRST:
		o->days = 'd';
		return true;
	case OPT_MONTHS_FIRST:
		o->days = 'm';
		return true;
	case OPT_LEAVE_OUT:
		return o->leave_out = true;
	case OPT_UNDO:
		return parse_number(arg, &o->undo);
	case OPT_REDO:
		return parse_number(arg, &o->redo);
	case 'v':
		return o->verbose = true;
	default:
		return take_printing(opt, arg, o);
	}
}

/* true: understood */
static bool take(int opt, char *arg, struct options *o)
{
	static const char *const langs[] = {"vi", "en", NULL};
	switch (opt) {
	case OPT_DB:
		o->db = arg;
		return *arg;
	case OPT_LANG:
		o->lang = arg;
		return one_of(arg, langs);
	case OPT_TODAY:
		return parse_day(arg, &o->today);
	case OPT_READ_ONLY:
		return o->read_only = true;
	case OPT_ASCII:
		return o->ascii = true;
	case OPT_SCRIPT:
		o->script = arg;
		return *arg;
	case OPT_SIZE:
		return parse_size(arg, o);
	case OPT_SCREEN:
		o->screen = arg;
		return *arg;
	case OPT_SAMPLE:
		return o->sample = true;
	case OPT_DRY_RUN:
		return o->dry_run = true;
	case OPT_IGNORE_UNKNOWN:
		return o->ignore_unknown = true;
	case OPT_FORMAT:
		o->format = arg;
		return report_format(arg) != NULL;
	case OPT_OUTPUT:
		o->output = arg;
		return *arg;
	case OPT_CELL:
		o->cell = arg;
		return *arg;
	case OPT_YEAR:
		return parse_year(arg, &o->year);
	case OPT_FROM:
		o->from_name = arg;
		return day_or_charset(arg, &o->from);
	case OPT_TO:
		o->to_name = arg;
		return day_or_charset(arg, &o->to);
	case OPT_AS_OF:
		return parse_day(arg, &o->as_of);
	case OPT_FREEZE:
		return o->freeze = true;
	case OPT_SENT_TO:
		o->sent_to = arg;
		return *arg;
	case OPT_SENT_ON:
		return parse_day(arg, &o->sent_on);
	case OPT_CORRECTIONS:
		return o->corrections = true;
	case OPT_JSON:
		return o->json = true;
	case OPT_MERGE:
		return o->merge = true;
	case OPT_OVERDUE:
		return o->overdue = true;
	case OPT_REPLACE:
		return o->replace = true;
	case OPT_COLUMNS:
		o->columns = arg;
		return *arg;
	case OPT_PERSON:
		return add_to(o->people, &o->person_count, arg);
	case OPT_SET:
		return add_to(o->sets, &o->set_count, arg);
	case OPT_NUMBER:
		o->number = arg;
		return *arg;
	case OPT_DATE:
		return parse_day(arg, &o->date);
	case OPT_BLANKS:
		return o->blanks = true;
	case OPT_TEMPLATES:
		o->templates = arg;
		return *arg;
	case OPT_TEMPLATE:
		return o->template = true;
	case OPT_PRINT:
		return o->print = true;
	default:
		return take_import(opt, arg, o);
	}
}

int options_read(int argc, char **argv, bool quiet, struct options *ret)
{
	struct options o = {.cols = 80, .lines = 24};
	int opt, at;
	optind = 0;
	opterr = 0;
	while ((opt = getopt_long(argc, argv, "hv", table, &at)) != -1) {
		if (opt == '?' || opt == ':')
			return wrong(quiet, "", _("option"), argv[optind - 1]);
		if (opt == 'h' || opt == OPT_VERSION) {
			if (quiet)
				continue;
			if (opt == 'h')
				help();
			else
				puts("taonguon " TAONGUON_VERSION);
			return 1;
		}
		if (!take(opt, optarg, &o)) {
			/* the rest may still name the language */
			if (!quiet)
				return wrong(quiet, "--", table[at].name, optarg ? optarg : "");
		}
	}
	if (optind < argc)
		o.command = argv[optind++];
	o.words = argv + optind;
	o.word_count = argc - optind;
	const char *dayless = option_without_day(&o);
	if (dayless && !quiet)
		return wrong(quiet, "--", dayless, dayless[0] == 'f' ? o.from_name : o.to_name);
	*ret = o;
	return 0;
}
