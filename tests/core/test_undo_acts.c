/* One act of each kind, taken back and done again: what was, to the letter. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "undo_test.h"

#include "core/rulebook.h"

/* Those that are not drawn at random in test_undo_random.c. */
static int new_committee(struct err *err)
{
	struct committee c = {.from = {2026, 7, 1}, .name = (char *)"Đảng bộ phường Tiến Hưng"};
	return committee_save(office.db, &fixture_by, &c, err);
}

static int change_committee(struct err *err)
{
	struct committee c;
	int r = committee_load(office.db, (struct date){2026, 1, 1}, &c, err);
	if (r)
		return r;
	free(c.signer);
	c.signer = mem_strdup("Trần Văn Tư");
	r = committee_save(office.db, &fixture_by, &c, err);
	committee_done(&c);
	return r;
}

static int set_setting(struct err *err)
{
	return setting_save(office.db, &fixture_by, "dry_years", "4", err);
}

static int new_cell(struct err *err)
{
	struct cell c = {.code = (char *)"AP9",
		.name = (char *)"Chi bộ Ấp 9",
		.type = CELL_RESIDENTIAL,
		.secretary = (char *)"Lê Văn Chín",
		.successor = office.school};
	struct cell_id id;
	return cell_save(office.db, &fixture_by, &c, (struct date){0}, &id, err);
}

static int change_cell(struct err *err)
{
	struct cell c;
	int r = cell_load(office.db, office.hamlet, (struct date){0}, &c, err);
	if (r)
		return r;
	free(c.code);
	free(c.name);
	free(c.overseer);
	c.code = mem_strdup("ẤP-10");
	c.name = mem_strdup("Chi bộ Ấp Mười");
	c.overseer = mem_strdup("Đỗ Văn Mười");
	r = cell_save(office.db, &fixture_by, &c, (struct date){0}, &c.id, err);
	cell_done(&c);
	return r;
}

static int rename_cell(struct err *err)
{
	return cell_rename(office.db, &fixture_by, office.hamlet, "Chi bộ Ấp Đông",
		(struct date){2026, 5, 1}, err);
}

static int set_post(struct err *err)
{
	return cell_post_save(office.db, &fixture_by, office.hamlet, POST_SECRETARY, "Lý Thị Năm",
		(struct date){2026, 5, 1}, err);
}

static int remove_event(struct err *err)
{
	struct event e;
	int r = event_last(office.db, office.candidate, EVENT_LISTED, &e, err);
	if (r)
		return r;
	r = event_remove(office.db, &fixture_by, e.id, e.rev, err);
	event_done(&e);
	return r;
}

static int step_of_many(struct err *err)
{
	const struct person_id two[] = {office.official[0], office.official[1]};
	struct event e = {.kind = EVENT_DIED, .on = {2026, 11, 1}};
	return event_save_many(office.db, &fixture_by, two, 2, &e, err);
}

static int begin_papers(struct err *err)
{
	struct event e = {.person = office.candidate, .kind = EVENT_PAPERS, .on = {2026, 9, 1}};
	return event_save(office.db, &fixture_by, &e, true, NULL, NULL, err);
}

static int new_candidate(struct err *err)
{
	struct person p = {.full_name = (char *)"Điểu Thị Mai", .birth = {2000, 2, 3}};
	struct event found = {.kind = EVENT_FOUND, .on = {2026, 1, 5}};
	struct person_id id;
	return candidate_add(office.db, &fixture_by, &p, office.hamlet, &found,
		(struct date){2026, 2, 5}, &id, err);
}

static int rename_person(struct err *err)
{
	struct person p = fixture_load(office.db, office.candidate);
	free(p.full_name);
	p.full_name = mem_strdup("Đặng Thuỳ Uyên");
	p.birth = (struct date){1996, 0, 0};
	int r = person_save(office.db, &fixture_by, &p, office.school, &p.id, err);
	person_done(&p);
	return r;
}

static int copy_targets(struct err *err)
{
	long n;
	return target_copy_year(office.db, &fixture_by, 2025, 2026, &n, err);
}

static int remove_target(struct err *err)
{
	struct target t;
	int r = target_find(office.db, 2025, 2025, (struct cell_id){0}, TARGET_ADMISSION, &t, err);
	if (r)
		return r;
	r = target_remove(office.db, &fixture_by, t.id, t.rev, err);
	target_done(&t);
	return r;
}

static int confirm_calendar(struct err *err)
{
	return calendar_confirm(office.db, &fixture_by, 2026, "1-TB/UBND", true, 0, err);
}

static int take_day_off(struct err *err)
{
	return day_off_save(
		office.db, &fixture_by, (struct date){2026, 11, 25}, false, "nghỉ bù", 0, err);
}

static int new_authority(struct err *err)
{
	const struct authority a = {.from = {2026, 1, 1},
		.kind = AUTHORITY_COMMITTEE,
		.name = "Đảng ủy xã",
		.vote = {1, 2, true},
		.cite = {.document = "1-QĐ", .mark = MARK_OFFICE}};
	return authority_save(office.db, &fixture_by, &a, 0, err);
}

static int new_rules(struct err *err)
{
	int64_t id;
	return rule_set_copy(office.db, &fixture_by, "294-QĐ/TW#1", "2-QĐ/ĐU",
		(struct date){2026, 8, 1}, NULL, &id, err);
}

static const struct {
	const char *name;
	int (*act)(struct err *err);
} every[] = {{"committee_add", new_committee}, {"committee_change", change_committee},
	{"setting", set_setting}, {"cell_add", new_cell}, {"cell_change", change_cell},
	{"cell_rename", rename_cell}, {"cell_post", set_post}, {"event_add", begin_papers},
	{"event_remove", remove_event}, {"event_add_many", step_of_many},
	{"candidate_add", new_candidate}, {"person_change", rename_person},
	{"targets_copy", copy_targets}, {"target_remove", remove_target},
	{"calendar_confirm", confirm_calendar}, {"day_off", take_day_off},
	{"authority_add", new_authority}, {"rule_set_copy", new_rules}};

static void test_every_act(void **state)
{
	(void)state;
	const struct target t = {.from_year = 2025,
		.to_year = 2025,
		.kind = TARGET_ADMISSION,
		.count = 3,
		.percent = -1,
		.base = -1};
	assert_int_equal(target_save(office.db, &fixture_by, &t, NULL, NULL), 0);
	fixture_event(office.db, office.candidate, EVENT_CLASS, "2026-03-01");
	for (size_t i = 0; i < ARRAY_LEN(every); i++) {
		CLEANUP_FREE char *before = dump(office.db);
		struct err e = {0};
		int r = every[i].act(&e);
		if (r)
			fail_msg("%s: %d %s %s", every[i].name, r, e.field, e.detail);
		there_and_back(office.db, last_act(office.db), before, every[i].name);
	}
}

int main(void)
{
	fixture_start();
	const struct CMUnitTest tests[] = {
		OFFICE_TEST(test_every_act),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
