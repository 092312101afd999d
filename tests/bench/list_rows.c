#include "list_rows.h"

#include "invent.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

enum { ROOM = 96 };

const char *const list_titles[LIST_COLUMNS] = {"TT", "Họ và tên", "Ngày sinh", "Giới tính",
	"Chi bộ", "Nghề nghiệp", "Điện thoại", "Nơi ở", "Dân tộc", "Tôn giáo", "Số CCCD",
	"Trình độ"};

static char store[LIST_STORE][LIST_COLUMNS][ROOM];

static void fill(void)
{
	struct inventor v = invent_begin(20260101, LIST_STORE, 60);
	for (int i = 0; i < LIST_STORE; i++) {
		struct invented p;
		invent_person(&v, &p);
		char(*row)[ROOM] = store[i];
		snprintf(row[1], ROOM, "%s", p.name);
		snprintf(row[2], ROOM, "%02d/%02d/%d", p.birth.day, p.birth.month, p.birth.year);
		snprintf(row[3], ROOM, "%s", p.sex == 'f' ? "Nữ" : "Nam");
		snprintf(row[4], ROOM, "Chi bộ ấp %ld", p.cell);
		snprintf(row[5], ROOM, "%s", p.occupation ? p.occupation : "");
		snprintf(row[6], ROOM, "%s", p.phone);
		snprintf(row[7], ROOM, "%s", p.residence);
		snprintf(row[8], ROOM, "%s", p.ethnicity ? p.ethnicity : "");
		snprintf(row[9], ROOM, "%s", p.religion ? p.religion : "");
		snprintf(row[10], ROOM, "%s", p.cccd);
		snprintf(row[11], ROOM, "%d/12", p.education);
	}
}

const char *const *list_row(size_t i)
{
	static const char *row[LIST_COLUMNS];
	static char number[24];
	if (!store[0][1][0])
		fill();
	for (int c = 1; c < LIST_COLUMNS; c++)
		row[c] = store[i % LIST_STORE][c];
	snprintf(number, sizeof number, "%zu", i + 1);
	row[0] = number;
	return row;
}

double list_ms(void)
{
	static double began;
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	double now = (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
	if (began == 0)
		began = now;
	return now - began;
}
