/* The figures of the admission summary, computed once from the records. Every number is the size of a list
 * that can be asked for: a predicate over `now`, over the pipeline, or a stated figure. */
#ifndef TN_REPORT_FIGURES_H
#define TN_REPORT_FIGURES_H

#include "base/vec.h"
#include "core/record.h"
#include "core/setting.h"
#include "report/cell_places.h"
#include "viet/name.h"

/* One admission, on the date that counts. */
struct admission {
	struct person_id person;
	struct date on;	    /* the counting date */
	bool is_other_date; /* the chosen date is missing, the other one counts */
	char *decision_no;
	struct cell_id cell; /* of the counting date */
	enum cell_type type;
	char *name;
	unsigned char *key;
	size_t key_len;
	struct date birth;
	int age; /* on the counting date, -1 unknown */
	bool is_female, is_minority, is_religious, is_youth, is_readmitted;
	bool is_business_owner, is_foreign_marriage, is_policy_case;
	int work_kind, academic_title; /* core/book.h; 0: not recorded */
	int education, professional;
};

struct admissions {
	struct admission *v;
	size_t n, cap;
};

struct cell_figures {
	struct cell cell;
	bool is_valid; /* on as_of */
	long members;  /* -1: nothing stated, nobody listed */
	bool members_from_list, members_after;
	struct date members_on;
	long workforce, workforce_members; /* -1 */
	struct date workforce_on;
	long target; /* -1 */
	long admitted;
	long in_pipeline;
	long stages[13]; /* candidates by stage, on as_of */
	struct date last_admission;
	int years_without; /* -1: never */
	bool is_dry;
};

struct figures {
	struct date from, to, as_of, prev_from, prev_to;
	struct settings settings;
	struct cell_id only; /* 0: all */
	struct admissions now,
		before; /* of the period, in order of names; of the same one a year ago */
	VEC(struct cell_figures) cells; /* in the order of cells */
	VEC(struct pipeline_entry {
		struct person_id person;
		size_t cell; /* index in cells */
		enum stage stage;
	})
	pipeline;		   /* only on a past day, or if asked for */
	struct cell_places places; /* of cells; only while reading */
	bool has_pipeline_people;
	long members, cell_count, cells_after, cells_from_list;
	long target[4], actual[4]; /* by enum target_kind; target -1: none */
	long cells_target;	   /* sum of the cells' admission targets, -1 none */
	long other_date;	   /* admissions that the other date counts */
};

/* Reads it all; `with_people` keeps who is in the pipeline. */
int figures_make(struct db *db, struct date from, struct date to, struct cell_id only,
	bool with_people, struct figures *ret, struct err *err);
/* Only the cells, with their last admissions and whether they are dry: for a glance. */
int figures_cells(struct db *db, struct date as_of, struct figures *ret, struct err *err);
void figures_done(struct figures *f);

/* Those of `list` for whom `test` holds. */
long figures_count(const struct admission *list, size_t n,
	bool (*test)(const struct admission *a, int arg), int arg);
bool admission_any(const struct admission *a, int arg);
bool admission_in_year(const struct admission *a, int year);
bool admission_residential(const struct admission *a, int arg);
bool admission_not_residential(const struct admission *a, int arg);
bool admission_type(const struct admission *a, int type);
bool admission_cell(const struct admission *a, int cell);
bool admission_female(const struct admission *a, int arg);
bool admission_minority(const struct admission *a, int arg);
bool admission_religious(const struct admission *a, int arg);
bool admission_youth(const struct admission *a, int arg);
bool admission_readmitted(const struct admission *a, int arg);
bool admission_band(const struct admission *a, int band);
bool admission_education(const struct admission *a, int education);
bool admission_professional(const struct admission *a, int professional);
/* The workforce of all cells of a type, as stated: all -1 where none has stated any. */
struct workforce {
	long all, members;
	struct date on; /* of the latest figure */
};
struct workforce figures_workforce(const struct figures *f, int type);
/* Tenths of a year, half away from zero; -1 if no age is known. */
long figures_average_age(const struct admission *list, size_t n);

#endif
