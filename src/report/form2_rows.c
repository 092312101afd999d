/* The rows of Biểu 2 as of 11-HD/BTCTW 2021, in the order of the form (domain.md 3.1). */
#include "report/form2.h"

#include "base/i18n.h"
#include "base/mem.h"
#include "core/book.h"

static bool business_owner(const struct admission *a, int arg)
{
	(void)arg;
	return a->is_business_owner;
}

static bool policy_case(const struct admission *a, int arg)
{
	(void)arg;
	return a->is_policy_case;
}

static bool foreign_marriage(const struct admission *a, int arg)
{
	(void)arg;
	return a->is_foreign_marriage;
}

static bool work(const struct admission *a, int kind)
{
	return a->work_kind == kind;
}

static bool title(const struct admission *a, int which)
{
	return a->academic_title == which;
}

/* Full years from – to, packed. */
#define YEARS(from, to) ((from)*1000 + (to))
static bool age(const struct admission *a, int years)
{
	return a->age >= years / 1000 && a->age <= years % 1000;
}

static bool no_age(const struct admission *a, int arg)
{
	(void)arg;
	return a->age < 0;
}

#define ALL(section, label)                                                                        \
	{                                                                                          \
		section, label, admission_any, 0, 0, FORM2_AS_SEEN, FORM2_COUNT                    \
	}
#define ROW(label, test, arg)                                                                      \
	{                                                                                          \
		NULL, label, test, arg, 1, FORM2_AS_SEEN, FORM2_COUNT                              \
	}
#define ROW_AS(label, test, arg, mark)                                                             \
	{                                                                                          \
		NULL, label, test, arg, 1, mark, FORM2_COUNT                                       \
	}

const struct form2_row form2_rows[] = {
	ALL("I", N_("All")),
	ROW(N_("women"), admission_female, 0),
	ROW(N_("ethnic minorities"), admission_minority, 0),
	ROW(N_("with a religion"), admission_religious, 0),
	ROW(N_("members of the youth union"), admission_youth, 0),
	ROW(N_("owners of a private business"), business_owner, 0),
	ROW(N_("cases of population policy"), policy_case, 0),
	ROW(N_("married to a foreigner"), foreign_marriage, 0),
	ROW(N_("admitted again"), admission_readmitted, 0),
	ALL("II.1", N_("By kind of work")),
	ROW_AS(N_("official of a state office, district and above"), work, WORK_STATE_OFFICE,
		FORM2_DISTRICT),
	ROW_AS(N_("official of the Party, Front, associations, district and above"), work,
		WORK_PARTY_OFFICE, FORM2_DISTRICT),
	ROW(N_("official or part-time worker of the commune"), work, WORK_COMMUNE),
	ROW(N_("part-time worker of the hamlet"), work, WORK_HAMLET),
	ROW(N_("staff of a public service unit"), work, WORK_PUBLIC_UNIT),
	ROW(N_("worker of a private service unit"), work, WORK_PRIVATE_UNIT),
	ROW(N_("company: manager"), work, WORK_MANAGER),
	ROW(N_("company: indirect staff"), work, WORK_CLERK),
	ROW(N_("company: direct worker"), work, WORK_WORKER),
	ROW(N_("farming, forestry, fishing"), work, WORK_FARMER),
	ROW(N_("army, police"), work, WORK_SOLDIER),
	ROW(N_("student"), work, WORK_STUDENT),
	ROW(N_("pupil"), work, WORK_PUPIL),
	ROW(N_("other work"), work, WORK_OTHER),
	ROW_AS(N_("not recorded"), work, 0, FORM2_OURS),
	ALL("II.2", N_("By age")),
	ROW(N_("18 to 30"), age, YEARS(0, 30)),
	ROW_AS(N_("31 to 35"), age, YEARS(31, 35), FORM2_ASSUMED),
	ROW(N_("36 to 40"), age, YEARS(36, 40)),
	ROW(N_("41 to 45"), age, YEARS(41, 45)),
	ROW(N_("46 to 50"), age, YEARS(46, 50)),
	ROW(N_("51 to 55"), age, YEARS(51, 55)),
	ROW(N_("56 to 60"), age, YEARS(56, 60)),
	ROW(N_("over 60"), age, YEARS(61, 999)),
	ROW_AS(N_("not recorded"), no_age, 0, FORM2_OURS),
	{NULL, N_("average age"), NULL, 0, 1, FORM2_AS_SEEN, FORM2_AVERAGE_AGE},
	ALL("II.3", N_("By general education")),
	ROW(N_("reads and writes"), admission_education, EDU_LITERATE),
	ROW(N_("primary"), admission_education, EDU_PRIMARY),
	ROW(N_("lower secondary"), admission_education, EDU_LOWER),
	ROW(N_("upper secondary"), admission_education, EDU_UPPER),
	ROW_AS(N_("not recorded"), admission_education, 0, FORM2_OURS),
	ALL("II.4", N_("By professional level")),
	ROW(N_("elementary, skilled worker"), admission_professional, PRO_ELEMENTARY),
	ROW(N_("intermediate"), admission_professional, PRO_INTERMEDIATE),
	ROW(N_("college"), admission_professional, PRO_COLLEGE),
	ROW_AS(N_("university"), admission_professional, PRO_UNIVERSITY, FORM2_ASSUMED),
	ROW(N_("master"), admission_professional, PRO_MASTER),
	ROW(N_("doctor"), admission_professional, PRO_DOCTOR),
	ROW_AS(N_("none, or not recorded"), admission_professional, 0, FORM2_OURS),
	{"II.5", N_("Professors"), title, TITLE_PROFESSOR, 0, FORM2_AS_SEEN, FORM2_COUNT},
	{NULL, N_("Associate professors"), title, TITLE_ASSOCIATE_PROFESSOR, 0, FORM2_AS_SEEN,
		FORM2_COUNT},
	{"III", N_("Cells that admitted somebody"), NULL, 0, 0, FORM2_AS_SEEN,
		FORM2_CELLS_ADMITTED},
	{NULL, N_("Cells where nobody is left to admit"), NULL, 0, 0, FORM2_AS_SEEN,
		FORM2_CELLS_EMPTY},
};
const size_t form2_row_count = ARRAY_LEN(form2_rows);
