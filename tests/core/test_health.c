/* The health of the data: each rule on what it is about, the pass over the database, sums, judgements. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "fixture.h"

#include "base/clock.h"
#include "base/mem.h"
#include "core/health.h"
#include "core/judgement.h"
#include "core/undo.h"

#include <stdio.h>
#include <string.h>

/* ---- the rules --------------------------------------------------------------------------------------- */

static struct fact_event steps[] = {{EVENT_FOUND, {2025, 1, 10}}, {EVENT_LISTED, {2025, 3, 2}},
	{EVENT_CLASS, {2025, 9, 1}}, {EVENT_PAPERS, {2026, 9, 1}}};

/* Somebody at the papers, with whom nothing is wrong. */
static struct health_facts whole(void)
{
	return (struct health_facts){.today = {2026, 11, 23},
		.name = "Nguyễn Thị Ánh",
		.ethnicity = "Kinh",
		.cccd = "075199012345",
		.phone = "0912345678",
		.home_place = "Tiến Hưng",
		.residence = "Ấp 2",
		.occupation = "Giáo viên",
		.birth = {1999, 5, 12},
		.sex = 'f',
		.education = EDU_UPPER,
		.stage = STAGE_PAPERS,
		.stage_on = {2026, 9, 1},
		.is_candidate = true,
		.has_cell = true,
		.events = steps,
		.event_count = ARRAY_LEN(steps),
		.numbered = ~0U,
		.has_source = true,
		.heard = {2026, 10, 1}};
}

/* Just found: a name, a cell, a source. */
static struct health_facts found(void)
{
	return (struct health_facts){.today = {2026, 11, 23},
		.name = "Trần Văn Bình",
		.birth = {1998, 0, 0},
		.sex = 'm',
		.stage = STAGE_FOUND,
		.stage_on = {2026, 10, 10},
		.is_candidate = true,
		.has_cell = true,
		.numbered = 0,
		.has_source = true};
}

/* In the members' list, with what is asked of him here. */
static struct health_facts member(void)
{
	return (struct health_facts){.today = {2026, 11, 23},
		.name = "Lê Văn Đức",
		.birth = {1970, 0, 0},
		.sex = 'm',
		.stage = STAGE_OFFICIAL,
		.is_member = true,
		.has_cell = true,
		.joined_on = {1995, 2, 3},
		.official_on = {1996, 2, 3}};
}

static struct health_facts cell(void)
{
	return (struct health_facts){.today = {2026, 11, 23},
		.is_cell = true,
		.has_secretary = true,
		.has_target = true,
		.had_target = true,
		.figures_on = {2026, 1, 1}};
}

static void expect(const struct health_facts *f, const char *codes, int line)
{
	unsigned char faults[HEALTH_RULES_MAX];
	struct strbuf b = {0}, value = {0};
	size_t n = health_check(f, faults);
	for (size_t i = 0; i < n; i++) {
		const struct health_rule *r = &health_rules[faults[i]];
		strbuf_addf(&b, "%s%s", i ? " " : "", r->code);
		if (r->value)
			r->value(r, f, &value);
	}
	if (strcmp(strbuf_str(&b), codes) != 0)
		fail_msg("line %d: “%s” instead of “%s”", line, strbuf_str(&b), codes);
	strbuf_done(&b);
	strbuf_done(&value);
}

#define CASE(base, codes, ...)                                                                     \
	do {                                                                                       \
		struct health_facts f = base();                                                    \
		__VA_ARGS__;                                                                       \
		expect(&f, codes, __LINE__);                                                       \
	} while (0)

static void test_right(void **state)
{
	(void)state;
	CASE(whole, "");
	CASE(found, "");
	CASE(member, "");
	CASE(cell, "");
	CASE(whole, "birth_impossible cccd_year", f.birth = (struct date){1899, 1, 2};
		f.event_count = 0);
	CASE(found, "birth_impossible", f.birth = (struct date){2026, 11, 24});
	CASE(found, "", f.birth = (struct date){2026, 11, 23});
	CASE(member, "joined_young", f.birth = (struct date){1978, 0, 0});
	CASE(member, "", f.birth = (struct date){1977, 2, 3});
	CASE(member, "joined_young", f.birth = (struct date){1996, 0, 0});
	CASE(whole, "cccd_sex", f.sex = 'm');
	CASE(whole, "", f.sex = 'm'; f.cccd = "075099012345");
	CASE(whole, "cccd_year", f.cccd = "075198012345");
	CASE(whole, "cccd_province", f.cccd = "003199012345");
	CASE(whole, "cell_over", f.cell_over = (struct date){2026, 11, 22});
	CASE(whole, "", f.cell_over = (struct date){2026, 11, 23});
	CASE(whole, "phone_wrong", f.phone = "12345");
	CASE(whole, "phone_old", f.phone = "01684567890");
	CASE(whole, "phone_untidy", f.phone = "0912.345.678");
}

static void test_steps(void **state)
{
	struct fact_event future[] = {{EVENT_FOUND, {2025, 1, 10}}, {EVENT_LISTED, {2026, 12, 1}}};
	struct fact_event turned[] = {{EVENT_FOUND, {2026, 9, 10}}, {EVENT_LISTED, {2026, 8, 1}}};
	(void)state;
	CASE(whole, "event_future", f.events = future; f.event_count = 2);
	CASE(whole, "events", f.events = turned; f.event_count = 2);
}

static void test_missing(void **state)
{
	(void)state;
	CASE(found, "birth", f.birth = (struct date){0});
	CASE(found, "sex", f.sex = 0);
	CASE(found, "cell", f.has_cell = false);
	CASE(whole, "source", f.has_source = false);
	/* by the step */
	CASE(whole, "residence phone education cccd home_place ethnicity occupation",
		f.residence = NULL;
		f.phone = ""; f.education = 0; f.cccd = NULL; f.home_place = NULL;
		f.ethnicity = NULL; f.occupation = NULL);
	CASE(whole, "residence phone education", f.residence = NULL; f.phone = ""; f.education = 0;
		f.cccd = NULL; f.home_place = NULL; f.ethnicity = NULL; f.occupation = NULL;
		f.stage = STAGE_CLASS);
	CASE(whole, "", f.residence = NULL; f.phone = ""; f.education = 0; f.cccd = NULL;
		f.home_place = NULL; f.ethnicity = NULL; f.occupation = NULL;
		f.stage = STAGE_FOUND);
	CASE(whole, "mentor", f.uncovered = true);
	CASE(whole, "no_listed no_class no_papers", f.numbered = 0);
	CASE(whole, "no_class", f.numbered = ~(1U << EVENT_CLASS | 1U << EVENT_FOUND));
	CASE(whole, "paper_days", f.undated_papers = 2);
	CASE(member, "joined_on official_on", f.joined_on = f.official_on = (struct date){0});
	CASE(member, "joined_on", f.joined_on = f.official_on = (struct date){0};
		f.stage = STAGE_PROBATION);
	/* an official member is not asked for what the papers needed */
	CASE(whole, "", f = whole(); f.stage = STAGE_OFFICIAL; f.numbered = 0; f.cccd = NULL;
		f.phone = NULL);
	CASE(cell, "cell_secretary", f.has_secretary = false);
	CASE(cell, "cell_figures", f.figures_on = (struct date){0});
	CASE(cell, "cell_target", f.has_target = f.had_target = false);
	CASE(cell, "", f.has_target = f.had_target = false; f.today = (struct date){2026, 2, 28});
}

static void test_doubtful(void **state)
{
	(void)state;
	CASE(whole, "birth_year", f.birth = (struct date){1999, 0, 0});
	CASE(whole, "birth_new_year", f.birth = (struct date){1999, 1, 1});
	CASE(whole, "listed_young", f.birth = (struct date){2008, 5, 12}; f.cccd = "075308012345";
		f.event_count = 2; f.stage = STAGE_PAPERS);
	CASE(whole, "name_digits", f.name = "Nguyễn Thị Ánh 2");
	CASE(whole, "name_one_word", f.name = "Ánh");
	CASE(whole, "name_capitals", f.name = "NGUYỄN THỊ ÁNH");
	CASE(whole, "name_small", f.name = "nguyễn thị ánh");
	CASE(whole, "name_small", f.name = "Nguyễn thị Ánh");
	CASE(whole, "", f.name = "H'Hen Niê");
	CASE(whole, "", f.name = "Y Bhăm Êban");
	CASE(whole, "", f.name = "Đỗ Ý");
	CASE(whole, "phone_shared", f.shares_phone = true);
	CASE(whole, "mentor_outside", f.outside_mentor = "Phạm Văn Hòa");
	CASE(found, "", f.outside_mentor = "Phạm Văn Hòa");
}

static void test_old(void **state)
{
	(void)state;
	CASE(whole, "", f.heard = (struct date){0}); /* the step itself is news */
	CASE(whole, "silent slow", f.today = (struct date){2027, 6, 2});
	CASE(whole, "", f.today = (struct date){2027, 4, 1});
	CASE(whole, "silent", f.today = (struct date){2027, 4, 2});
	CASE(whole, "slow", f.today = (struct date){2027, 6, 2};
		f.heard = (struct date){2027, 3, 1});
	CASE(found, "silent slow", f.stage_on = (struct date){2025, 11, 22});
	CASE(found, "silent", f.stage_on = (struct date){2025, 11, 23});
	CASE(whole, "cccd_year youth_old", f.youth_union = true;
		f.birth = (struct date){1990, 5, 12});
	CASE(cell, "cell_figures_old", f.figures_on = (struct date){2025, 11, 22});
	CASE(cell, "", f.figures_on = (struct date){2025, 11, 23});
	CASE(cell, "cell_target_old", f.has_target = false);
	CASE(cell, "", f.has_target = false; f.today = (struct date){2026, 1, 31});
}

static void test_table(void **state)
{
	(void)state;
	for (size_t i = 0; i < health_rule_count; i++) {
		const struct health_rule *r = &health_rules[i];
		assert_true(r->weight >= 1 && r->weight <= HEALTH_MARKS);
		assert_true(r->label && r->code && r->field && r->is);
		assert_int_equal(health_rule_of(r->code), i);
		/* every field has its word */
		assert_ptr_not_equal(health_field_label(r->field), r->field);
	}
	assert_int_equal(health_rule_of("same"), health_rule_count);
}

static void test_values(void **state)
{
	static const struct {
		const char *value, *shown;
	} t[] = {{NULL, ""}, {"0912 345 678", "0912 345 678"}, {"2026-03-10", "10/03/2026"},
		{"2026-03-10 +2", "10/03/2026"}, {"1999", "1999"}, {"Nguyễn An", "Nguyễn An"}};
	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(t); i++) {
		struct strbuf b = {0};
		health_value_add(&b, t[i].value);
		assert_string_equal(strbuf_str(&b), t[i].shown);
		strbuf_done(&b);
	}
}

/* ---- the pass ---------------------------------------------------------------------------------------- */

static void read_all(struct health *h)
{
	struct err err = {0};
	if (health_read(office.db, clock_today(), NULL, NULL, h, &err))
		fail_msg("%d %s", err.code, err.detail);
}

static long count(const struct health *h, const char *code, int64_t person, bool accepted)
{
	long n = 0;
	VEC_EACH (f, &h->findings)
		n += f->rule == health_rule_of(code) && f->is_accepted == accepted &&
		     (!person || f->person == person);
	return n;
}

/* Lists have as many rows as the numbers say; the cells' sums are the committee's. */
static void expect_sums(const struct health *h)
{
	long of_rules[HEALTH_SIDES] = {0};
	for (int side = 0; side < HEALTH_SIDES; side++) {
		struct health_sum all = health_sum(h, HEALTH_ALL_CELLS, (enum health_side)side),
				  sum = {0};
		for (size_t c = 0; c < h->cells.n; c++) {
			struct health_sum one = health_sum(h, (long)c, (enum health_side)side);
			struct health_scope scope = {(long)c, side, -1, false};
			long n = 0;
			VEC_EACH (f, &h->findings)
				n += health_is_in(scope, f);
			assert_int_equal(n, one.found);
			assert_true(one.lost <= one.records * HEALTH_MARKS);
			assert_int_equal(health_score(one) == 100, one.records && !one.lost);
			sum.records += one.records;
			sum.lost += one.lost;
			sum.found += one.found;
		}
		assert_memory_equal(&all, &sum, sizeof all);
	}
	struct health_count counts[HEALTH_RULES_MAX];
	size_t n = health_counts(
		h, (struct health_scope){HEALTH_ALL_CELLS, HEALTH_ALL_SIDES, -1, false}, counts);
	for (size_t i = 0; i < n; i++) {
		of_rules[health_rules[counts[i].rule].side] += counts[i].found;
		assert_true(counts[i].field_score >= 0 && counts[i].field_score < 100);
	}
	for (int side = 0; side < HEALTH_SIDES; side++)
		assert_int_equal(of_rules[side],
			health_sum(h, HEALTH_ALL_CELLS, (enum health_side)side).found);
}

static void change(struct person_id id, void (*how)(struct person *p))
{
	struct err err = {0};
	struct person p = fixture_load(office.db, id);
	how(&p);
	if (person_save(office.db, &fixture_by, &p, p.cell, &id, &err))
		fail_msg("%s %s", err.field, err.detail);
	person_done(&p);
}

static void set(char **at, const char *s)
{
	free(*at);
	*at = mem_strdup(s);
}

static void tidy_phone(struct person *p)
{
	set(&p->phone, "0912345678");
}

static void same_phone(struct person *p)
{
	set(&p->phone, "0912.345.678");
}

static void capitals(struct person *p)
{
	set(&p->full_name, "NGUYỄN VĂN AN");
}

static void other_capitals(struct person *p)
{
	set(&p->full_name, "NGUYỄN VĂN AM");
}

static void test_pass(void **state)
{
	struct health h;
	(void)state;
	read_all(&h);
	expect_sums(&h);
	assert_int_equal(h.cells.n, 3); /* two and “no cell” */
	assert_int_equal(health_people(&h, HEALTH_ALL_CELLS), 6);
	/* listed, nobody helps, no papers' numbers; nothing heard since February 2025 */
	int64_t id = office.candidate.v;
	assert_int_equal(count(&h, "mentor", id, false), 1);
	assert_int_equal(count(&h, "no_listed", id, false), 1);
	assert_int_equal(count(&h, "silent", id, false), 1);
	assert_int_equal(count(&h, "slow", id, false), 1);
	assert_int_equal(count(&h, "cccd", id, false), 0);
	assert_int_equal(count(&h, "cell_secretary", 0, false), 2);
	health_done(&h);

	/* heard of since */
	char who[24];
	assert_true(FIXTURE_RECORD(office.db, BOOK_VISIT, "person_id", fixture_id(id, who),
			    "on_date", "2026-11-01", "visitor", "Chi ủy", "met", "1") != 0);
	change(office.candidate, tidy_phone);
	change(office.official[0], same_phone);
	change(office.official[1], capitals);
	read_all(&h);
	expect_sums(&h);
	assert_int_equal(count(&h, "silent", id, false), 0);
	assert_int_equal(count(&h, "phone_shared", id, false), 1);
	assert_int_equal(count(&h, "phone_shared", office.official[0].v, false), 1);
	assert_int_equal(count(&h, "phone_shared", 0, false), 2);
	assert_int_equal(count(&h, "phone_untidy", office.official[0].v, false), 1);
	assert_int_equal(count(&h, "name_capitals", 0, false), 1);
	health_done(&h);
}

/* One person's faults are those of the pass. */
static void test_one(void **state)
{
	struct health h;
	struct health_fault *faults;
	size_t n, k = 0;
	(void)state;
	change(office.candidate, tidy_phone);
	change(office.official[0], same_phone);
	read_all(&h);
	assert_int_equal(health_of_person(office.db, &h, office.candidate, &faults, &n, NULL), 0);
	VEC_EACH (f, &h.findings)
		if (f->person == office.candidate.v) {
			assert_true(k < n);
			assert_int_equal(faults[k++].rule, f->rule);
		}
	assert_int_equal(k, n);
	health_faults_free(faults, n);
	health_done(&h);
}

static bool stop(void *ctx, long done, long all)
{
	(void)done;
	(void)all;
	++*(int *)ctx;
	return true;
}

static void test_stops(void **state)
{
	struct health h;
	struct err err = {0};
	int asked = 0;
	(void)state;
	fixture_sql(office.db,
		"WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2500) "
		"INSERT INTO person (full_name, name_key, name_fold, is_member, stage) "
		"SELECT 'A B', x'00', 'a b', 1, 12 FROM n",
		true);
	assert_int_equal(
		health_read(office.db, clock_today(), stop, &asked, &h, &err), ERR_STOPPED);
	assert_int_equal(asked, 1);
	/* nothing stays behind that stands in the way of a second one */
	read_all(&h);
	assert_int_equal(health_people(&h, HEALTH_ALL_CELLS), 2506);
	expect_sums(&h);
	health_done(&h);
	fixture_sql(office.db, "DELETE FROM person WHERE name_key = x'00'", true);
}

/* ---- judgements --------------------------------------------------------------------------------------- */

static int judge(struct person_id id, const char *fault, const char *value, const char *note)
{
	const struct judgement_item item = {id, fault, value, note};
	return judgement_save(office.db, &fixture_by, &item, 1, NULL);
}

static int judge_no_more(struct person_id id, const char *fault)
{
	const struct judgement_item item = {.person = id, .fault = fault};
	return judgement_remove(office.db, &fixture_by, &item, 1, NULL);
}

static void test_judgement(void **state)
{
	struct health h, before;
	struct person_id id = office.official[1];
	(void)state;
	change(id, capitals);
	read_all(&before);
	int64_t audits = office_audits();
	assert_int_equal(judge(id, "name_capitals", "NGUYỄN VĂN AN", NULL), 0);
	assert_int_equal(office_audits(), audits + 1);
	read_all(&h);
	expect_sums(&h);
	assert_int_equal(count(&h, "name_capitals", id.v, false), 0);
	assert_int_equal(count(&h, "name_capitals", id.v, true), 1);
	assert_true(health_sum(&h, HEALTH_ALL_CELLS, HEALTH_CLEAN).lost <
		    health_sum(&before, HEALTH_ALL_CELLS, HEALTH_CLEAN).lost);
	health_done(&h);

	/* another value: asked again; judged anew, in place of the older */
	change(id, other_capitals);
	read_all(&h);
	assert_int_equal(count(&h, "name_capitals", id.v, false), 1);
	health_done(&h);
	assert_int_equal(judge(id, "name_capitals", "NGUYỄN VĂN AM", " hỏi rồi "), 0);
	assert_int_equal(fixture_number(office.db, "SELECT count (*) FROM judgement"), 1);
	assert_int_equal(
		fixture_number(office.db, "SELECT count (*) FROM judgement WHERE note = 'hỏi rồi'"),
		1);

	/* taken back */
	assert_int_equal(judge_no_more(id, "name_capitals"), 0);
	assert_int_equal(judge_no_more(id, "name_capitals"), ERR_NOT_FOUND);
	read_all(&h);
	assert_int_equal(count(&h, "name_capitals", id.v, false), 1);
	health_done(&h);
	health_done(&before);

	/* what is missing may be missing rightly: there is no value */
	assert_int_equal(judge(office.candidate, "phone", NULL, NULL), 0);
	read_all(&h);
	assert_int_equal(count(&h, "phone", office.candidate.v, true), 1);
	health_done(&h);
	assert_int_equal(judge((struct person_id){9999}, "phone", NULL, NULL), ERR_NOT_FOUND);
}

/* A judgement is taken back like any other act; several are one. */
static void test_judgement_undone(void **state)
{
	const struct judgement_item items[] = {{office.candidate, "phone", NULL, NULL},
		{office.candidate, "residence", NULL, NULL},
		{office.official[0], "name_capitals", "X", NULL}};
	struct undo_result result = {0};
	struct err err = {0};
	int64_t act = 0, audits = office_audits();
	(void)state;
	assert_int_equal(judgement_save(office.db, &fixture_by, items, ARRAY_LEN(items), &err), 0);
	assert_int_equal(office_audits(), audits + 1);
	assert_int_equal(fixture_number(office.db, "SELECT count (*) FROM judgement"), 3);
	assert_int_equal(
		undo_last(office.db, fixture_by.actor, (struct person_id){0}, 0, &act, &err), 0);
	assert_int_equal(undo_act(office.db, &fixture_by, act, true, false, &result, &err), 0);
	undo_result_done(&result);
	assert_int_equal(fixture_number(office.db, "SELECT count (*) FROM judgement"), 0);
	/* one that is not there: none is taken away */
	assert_int_equal(judge(office.candidate, "phone", NULL, NULL), 0);
	assert_int_equal(judgement_remove(office.db, &fixture_by, items, ARRAY_LEN(items), &err),
		ERR_NOT_FOUND);
	assert_int_equal(fixture_number(office.db, "SELECT count (*) FROM judgement"), 1);
}

static void test_score(void **state)
{
	(void)state;
	assert_int_equal(health_score((struct health_sum){0}), -1);
	assert_int_equal(health_score((struct health_sum){.records = 3}), 100);
	assert_int_equal(health_score((struct health_sum){.records = 1000, .lost = 1}), 99);
	assert_int_equal(health_score((struct health_sum){.records = 2, .lost = 20}), 0);
	assert_int_equal(health_score_of_four((const int[]){100, 100, 100, 100}), 100);
	assert_int_equal(health_score_of_four((const int[]){90, 60, 100, 50}), 75);
	assert_int_equal(health_score_of_four((const int[]){-1, 50, -1, 100}), 70);
	assert_int_equal(health_score_of_four((const int[]){-1, -1, -1, -1}), -1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_right),
		cmocka_unit_test(test_steps),
		cmocka_unit_test(test_missing),
		cmocka_unit_test(test_doubtful),
		cmocka_unit_test(test_old),
		cmocka_unit_test(test_table),
		cmocka_unit_test(test_values),
		cmocka_unit_test(test_score),
		OFFICE_TEST(test_pass),
		OFFICE_TEST(test_one),
		OFFICE_TEST(test_stops),
		OFFICE_TEST(test_judgement),
		OFFICE_TEST(test_judgement_undone),
	};
	fixture_start();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
