/* The dossiers of the sample commune: some papers, votes and background checks under way, so that every kind of
 * thing to do can be seen. Invented, like all of it. */
#include "exchange/sample_dossier.h"

#include "base/mem.h"
#include "core/dossier.h"
#include "viet/name.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

#define D(y, m, d)                                                                                 \
	{                                                                                          \
		y, m, d                                                                            \
	}

static const struct {
	const char *name, *codes; /* of the papers, by spaces */
	enum paper_state state;
	struct date on;
	const char *paper_no, *kept_at, *reason;
} papers[] = {
	{"Ngô Thị Mỹ Tâm", "khai-sinh van-bang 1-KND 2-KND 3-KND-1 4-KND", PAPER_IN_HAND,
		D(2026, 6, 16), .kept_at = "Tủ 2, cặp THCS"},
	{"Ngô Thị Mỹ Tâm", "5-KND", PAPER_ASKED, D(2026, 9, 14)},
	{"Thạch Thị Sô Phia", "khai-sinh van-bang 1-KND 2-KND", PAPER_IN_HAND, D(2026, 9, 4),
		.kept_at = "Tủ 2, cặp LC"},
	{"Thạch Thị Sô Phia", "3-KND-1 4-KND", PAPER_ASKED, D(2026, 10, 20)},
	{"Đặng Thị Mỹ Lan", "khai-sinh van-bang 1-KND 2-KND 3-KND-1 3-KND-2 5-KND", PAPER_IN_HAND,
		D(2026, 9, 18), .kept_at = "Tủ 1, cặp CA"},
	{"Phạm Thị Kim Hà", "khai-sinh van-bang 1-KND 2-KND 3-KND-1 4-KND 5-KND", PAPER_IN_HAND,
		D(2026, 10, 8), .kept_at = "Tủ 2, cặp THA"},
	{"Huỳnh Thị Bích Thơm", "khai-sinh van-bang 1-KND", PAPER_IN_HAND, D(2026, 8, 31),
		.kept_at = "Tủ 2, cặp THA"},
	{"Huỳnh Thị Bích Thơm", "2-KND", PAPER_ASKED, D(2026, 9, 7)},
	{"Huỳnh Thị Bích Thơm", "5-TN", PAPER_NOT_NEEDED, D(0, 0, 0),
		.reason = "Chi bộ đã đề nghị chung một nghị quyết"},
	{"Lê Thị Thanh Liên", "khai-sinh van-bang 1-KND 2-KND 3-KND-1 3-KND-2 5-KND", PAPER_IN_HAND,
		D(2026, 9, 25), .kept_at = "Tủ 2, cặp THCS"},
	{"Lê Thị Thanh Liên", "gui-len", PAPER_IN_HAND, D(2026, 10, 19), .paper_no = "03-TTr/CB"},
	{"Nguyễn Hoàng Hải", "khai-sinh van-bang 1-KND 2-KND 3-KND-1 3-KND-2 5-KND", PAPER_IN_HAND,
		D(2026, 8, 14), .kept_at = "Tủ 1, cặp QS"},
	{"Nông Văn Thức", "CN-DVM 10-KND", PAPER_IN_HAND, D(2026, 11, 2),
		.kept_at = "Tủ 1, cặp Ấp 1"},
	{"Nông Văn Thức", "ly-lich-dang-vien phieu-dang-vien co-so-du-lieu", PAPER_IN_HAND,
		D(2025, 11, 20), .kept_at = "Tủ 1, cặp Ấp 1"},
	{"Nguyễn Hữu Hậu", "ly-lich-dang-vien", PAPER_IN_HAND, D(2026, 11, 12),
		.kept_at = "Tủ 1, cặp CA"},
};

static const struct {
	const char *name, *sent_to;
	struct fact_inquiry fact;
	const char *paper_no;
} inquiries[] = {
	/* waited for too long, waited for, from abroad, answered with no and with yes */
	{"Ngô Thị Mỹ Tâm", "Đảng ủy xã Phú Riềng", {.sent = D(2026, 9, 14), .conclusion = -1},
		"41-CV/ĐU"},
	{"Thạch Thị Sô Phia", "Đảng ủy xã Lộc Ninh", {.sent = D(2026, 10, 20), .conclusion = -1},
		"47-CV/ĐU"},
	{"Đặng Thị Mỹ Lan", "Cơ quan đại diện ở nước ngoài",
		{.sent = D(2026, 9, 21), .is_abroad = true, .conclusion = -1}, "43-CV/ĐU"},
	{"Phạm Thị Kim Hà", "Đảng ủy xã Bù Đăng",
		{.sent = D(2026, 10, 9), .answered = D(2026, 11, 10), .conclusion = 0}, "45-CV/ĐU"},
	{"Lê Thị Thanh Liên", "Đảng ủy phường An Lộc",
		{.sent = D(2026, 9, 8), .answered = D(2026, 10, 2), .conclusion = 1}, "40-CV/ĐU"},
	{"Nguyễn Hoàng Hải", "Đảng ủy xã Tân Khai",
		{.sent = D(2026, 7, 20), .answered = D(2026, 8, 11), .conclusion = 1}, "33-CV/ĐU"},
};

static const struct {
	const char *name;
	enum vote_purpose purpose;
	enum vote_body body;
	int round;
	struct date on;
	long base, left_out, present, yes, invalid;
	const char *why;
} votes[] = {
	{"Đỗ Ngọc Duyên", VOTE_ADMISSION, VOTE_CELL, 1, D(2025, 9, 18), 27, 0, 26, 16, 0, NULL},
	{"Nguyễn Hoàng Hải", VOTE_ADMISSION, VOTE_CELL, 1, D(2026, 8, 31), 11, 1, 11, 10, 0,
		"một đảng viên đi học tập trung"},
	{"Lê Thị Thanh Liên", VOTE_ADMISSION, VOTE_CELL, 1, D(2026, 10, 8), 26, 0, 25, 16, 1, NULL},
	{"Lê Thị Thanh Liên", VOTE_ADMISSION, VOTE_CELL, 2, D(2026, 10, 15), 26, 0, 26, 24, 0,
		NULL},
	{"Nông Văn Thức", VOTE_RECOGNITION, VOTE_CELL, 1, D(2026, 11, 6), 36, 2, 34, 33, 0,
		"hai đảng viên được miễn sinh hoạt"},
};

static const struct {
	const char *name;
	struct date on;
} received[] = {
	{"Đặng Thị Kim Xuân", D(2026, 11, 16)},
	{"Bùi Thị Thanh Hiền", D(2026, 11, 9)},
};

/* The sample has each of these names once. */
static int find(struct db *db, const char *name, struct person_id *ret, struct err *err)
{
	unsigned char key[NAME_KEY_MAX];
	size_t n;
	int r = name_key(name, key, &n, err);
	if (r)
		return r;
	struct db_stmt *s = db_begin(db, DBQ_PERSON_BY_KEY, err);
	db_bind_blob(s, "key", key, n);
	r = db_number(s, 0, &ret->v, err);
	return r || ret->v ? r : ERR(err, ERR_NOT_FOUND, "person", "%s", name);
}

static int add_papers(struct db *db, const struct act_by *by, size_t i, struct err *err)
{
	char codes[200];
	const char *list[32];
	size_t n = 0;
	struct person_id id;
	snprintf(codes, sizeof codes, "%s", papers[i].codes);
	for (char *save, *c = strtok_r(codes, " ", &save); c; c = strtok_r(NULL, " ", &save))
		list[n++] = c;
	const struct paper p = {.state = papers[i].state,
		.on = papers[i].on,
		.paper_no = (char *)(uintptr_t)papers[i].paper_no,
		.kept_at = (char *)(uintptr_t)papers[i].kept_at,
		.reason = (char *)(uintptr_t)papers[i].reason};
	int r = find(db, papers[i].name, &id, err);
	return r ? r : paper_save_many(db, by, id, list, n, &p, err);
}

static int add_inquiry(struct db *db, const struct act_by *by, size_t i, struct err *err)
{
	struct person_id id;
	const struct inquiry q = {.sent_to = (char *)(uintptr_t)inquiries[i].sent_to,
		.fact = inquiries[i].fact,
		.paper_no = (char *)(uintptr_t)inquiries[i].paper_no};
	int r = find(db, inquiries[i].name, &id, err);
	return r ? r : inquiry_save(db, by, id, &q, err);
}

static int add_vote(struct db *db, const struct act_by *by, size_t i, struct err *err)
{
	struct person_id id;
	const struct vote v = {.fact = {.purpose = votes[i].purpose,
				       .body = votes[i].body,
				       .round = votes[i].round,
				       .on = votes[i].on,
				       .base = votes[i].base,
				       .left_out = votes[i].left_out,
				       .present = votes[i].present,
				       .yes = votes[i].yes,
				       .no = votes[i].present - votes[i].yes - votes[i].invalid,
				       .invalid = votes[i].invalid,
				       .is_secret = true},
		.left_out_why = (char *)(uintptr_t)votes[i].why};
	int r = find(db, votes[i].name, &id, err);
	return r ? r : vote_save(db, by, id, &v, false, NULL, err);
}

static int add_received(struct db *db, const struct act_by *by, size_t i, struct err *err)
{
	struct person_id id;
	int r = find(db, received[i].name, &id, err);
	return r ? r : decision_received_save(db, by, id, received[i].on, err);
}

int sample_dossiers(struct db *db, const struct act_by *by, struct err *err)
{
	static const struct {
		int (*add)(struct db *db, const struct act_by *by, size_t i, struct err *err);
		size_t n;
	} parts[] = {{add_papers, ARRAY_LEN(papers)}, {add_inquiry, ARRAY_LEN(inquiries)},
		{add_vote, ARRAY_LEN(votes)}, {add_received, ARRAY_LEN(received)}};
	int r = 0;
	for (size_t k = 0; k < ARRAY_LEN(parts); k++)
		for (size_t i = 0; !r && i < parts[k].n; i++)
			r = parts[k].add(db, by, i, err);
	return r;
}
