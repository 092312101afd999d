/* Errors as values: every function that can fail returns 0 or a negative `enum err_code` and, where
 * it takes a `struct err *`, fills it at the place where it happened. `err` may be NULL everywhere.
 * On failure outputs are untouched. Libraries never print: src/core/sentence.h makes the sentence. */
#ifndef TN_BASE_ERR_H
#define TN_BASE_ERR_H

enum err_code {
	ERR_NONE = 0,
	ERR_NOMEM = -1,	     /* no memory */
	ERR_IO = -2,	     /* disk or file; detail: the system's words */
	ERR_FULL = -3,	     /* disk full */
	ERR_BUSY = -4,	     /* another program holds the database */
	ERR_CORRUPT = -5,    /* the file is damaged */
	ERR_FOREIGN = -6,    /* not a taonguon database */
	ERR_NEWER = -7,	     /* made by a newer taonguon */
	ERR_READONLY = -8,   /* cannot be written */
	ERR_EXISTS = -9,     /* the file is there already */
	ERR_NOT_FOUND = -10, /* no such record; field names the table */
	ERR_DUPLICATE = -11, /* field: the column that must be unique */
	ERR_CONFLICT = -12,  /* someone else saved this record first (rev differs) */
	ERR_INVALID = -13,   /* field has a value that cannot be; detail: the value */
	ERR_REFUSED = -14,   /* a rule refuses; `rule` says which */
	ERR_REASON = -15, /* a rule leaves room: allowed with a written reason; `rule` says which */
	ERR_AMBIGUOUS = -16, /* more than one record fits; field says of what */
	ERR_IN_USE = -17,    /* other records depend on this one */
	ERR_MODULE = -18,    /* a module beside the program is missing; detail: its name */
	ERR_INTERNAL = -19,  /* a programming error that was caught */
	ERR_STOPPED = -20,   /* stopped on the user's wish */
	ERR_LIMIT = -21,     /* more than is read of a file from outside; field: of what */
};

struct err {
	enum err_code code;
	int rule;  /* enum rule_id (src/rules/rules.h) with ERR_REFUSED and ERR_REASON, else 0 */
	int other; /* enum event_kind that the rule holds against, else 0 */
	char subject[96]; /* whose record it is where several are at hand, else "" */
	char field[32];	  /* column or CSV field key, "" if none */
	char cite[200];	  /* where the rule stands: document, date, point; data */
	char detail[200]; /* a value, date or the system's words; data, never a sentence of ours */
	const char *file; /* where it was noticed */
	int line;
};

/* Fills `e` (if any) and returns `code`. `field` may be NULL; `fmt` may be NULL. */
int err_fill(struct err *e, const char *file, int line, enum err_code code, int rule,
	const char *field, const char *fmt, ...) __attribute__((format(printf, 7, 8)));

#define ERR(e, code, field, ...) err_fill((e), __FILE__, __LINE__, (code), 0, (field), __VA_ARGS__)
#define ERR_RULE(e, code, rule, field, ...)                                                        \
	err_fill((e), __FILE__, __LINE__, (code), (rule), (field), __VA_ARGS__)
#define ERR_OOM(e) err_fill((e), __FILE__, __LINE__, ERR_NOMEM, 0, NULL, NULL)

#endif
