/* Floor of the list of candidates: the least that such a program can do with our schema. It opens
 * the file read-only, pages by key along the index of names, and paints what the window shows; keys
 * that are already typed are taken before anything is painted. Down, PageDown, End, Home, q. */
#include <locale.h>
#include <ncurses.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

enum { KEY_BYTES = 512, ROWS_MAX = 200 };

struct row {
	sqlite3_int64 id;
	int key_len, stage;
	unsigned char key[KEY_BYTES];
	char name[128], birth[16], cell[48], since[16];
};

enum page { FIRST, LAST, AFTER, PAGES };

#define COLUMNS                                                                                    \
	"SELECT p.id, p.name_key, p.full_name, p.birth, p.stage, p.stage_on, c.code "              \
	"FROM person p JOIN cell c ON c.id = p.cell_id WHERE p.is_candidate = 1 "

static const char *const sql[PAGES] = {
	[FIRST] = COLUMNS "ORDER BY p.name_key, p.id LIMIT ?3",
	[LAST] = COLUMNS "ORDER BY p.name_key DESC, p.id DESC LIMIT ?3",
	[AFTER] = COLUMNS "AND (p.name_key, p.id) > (?1, ?2) ORDER BY p.name_key, p.id LIMIT ?3",
};

static sqlite3 *db;
static sqlite3_stmt *pages[PAGES];
static struct row rows[ROWS_MAX], fresh[ROWS_MAX];
static int count, chosen, height;

static void die(const char *what)
{
	endwin();
	fprintf(stderr, "floor_list: %s: %s\n", what, sqlite3_errmsg(db));
	exit(2);
}

static void copy_text(sqlite3_stmt *s, int column, char *ret, size_t size)
{
	const char *text = (const char *)sqlite3_column_text(s, column);
	snprintf(ret, size, "%s", text ? text : "");
}

static void read_row(sqlite3_stmt *s, struct row *r)
{
	const void *key = sqlite3_column_blob(s, 1);
	int n = sqlite3_column_bytes(s, 1);
	r->id = sqlite3_column_int64(s, 0);
	r->key_len = n < KEY_BYTES ? n : KEY_BYTES;
	memcpy(r->key, key, (size_t)r->key_len);
	copy_text(s, 2, r->name, sizeof r->name);
	copy_text(s, 3, r->birth, sizeof r->birth);
	r->stage = sqlite3_column_int(s, 4);
	copy_text(s, 5, r->since, sizeof r->since);
	copy_text(s, 6, r->cell, sizeof r->cell);
}

static int fetch(enum page p, const struct row *anchor, int n, struct row *ret)
{
	if (!pages[p] && sqlite3_prepare_v2(db, sql[p], -1, &pages[p], NULL) != SQLITE_OK)
		die(sql[p]);
	sqlite3_stmt *s = pages[p];
	if (anchor) {
		sqlite3_bind_blob(s, 1, anchor->key, anchor->key_len, SQLITE_STATIC);
		sqlite3_bind_int64(s, 2, anchor->id);
	}
	sqlite3_bind_int(s, 3, n);
	int got = 0, rc;
	while ((rc = sqlite3_step(s)) == SQLITE_ROW)
		read_row(s, &ret[got++]);
	if (rc != SQLITE_DONE)
		die("read");
	sqlite3_reset(s);
	return got;
}

/* Takes the first n of `fresh` in at the end of the window. */
static void append(int n)
{
	int gone = count + n > height ? count + n - height : 0;
	memmove(rows, rows + gone, (size_t)(count - gone) * sizeof *rows);
	memcpy(rows + count - gone, fresh, (size_t)n * sizeof *rows);
	count += n - gone;
}

static void go_down(void)
{
	if (chosen < count - 1)
		chosen++;
	else if (count == height && fetch(AFTER, &rows[count - 1], 1, fresh))
		append(1);
}

static void go_page(void)
{
	int n = count ? fetch(AFTER, &rows[count - 1], height, fresh) : 0;
	if (n)
		append(n);
	else
		chosen = count - 1;
}

static void go_end(void)
{
	count = fetch(LAST, NULL, height, fresh);
	for (int i = 0; i < count; i++)
		rows[i] = fresh[count - 1 - i];
	chosen = count - 1;
}

static void go_home(void)
{
	count = fetch(FIRST, NULL, height, rows);
	chosen = 0;
}

static void put_padded(const char *text, int cells)
{
	wchar_t wide[128];
	size_t n = mbstowcs(wide, text, 127);
	wide[n == (size_t)-1 ? 0 : n] = L'\0';
	addwstr(wide);
	for (int at = wcswidth(wide, 127); at < cells; at++)
		addch(' ');
}

static void paint(void)
{
	attrset(A_BOLD);
	mvaddstr(0, 0, " Quần chúng");
	attrset(A_NORMAL);
	clrtoeol();
	for (int i = 0; i < height; i++) {
		move(i + 1, 0);
		if (i < count) {
			attrset(i == chosen ? A_REVERSE : A_NORMAL);
			addch(' ');
			put_padded(rows[i].name, 32);
			put_padded(rows[i].birth, 12);
			put_padded(rows[i].cell, 10);
			put_padded(rows[i].since, 12);
			printw("%2d", rows[i].stage);
			attrset(A_NORMAL);
		}
		clrtoeol();
	}
	mvaddstr(LINES - 1, 0, " ? Trợ giúp  / Tìm  q Thoát");
	clrtoeol();
	refresh();
}

static bool take(int key)
{
	switch (key) {
	case KEY_DOWN:
		go_down();
		return true;
	case KEY_NPAGE:
		go_page();
		return true;
	case KEY_END:
		go_end();
		return true;
	case KEY_HOME:
		go_home();
		return true;
	default:
		return key != 'q';
	}
}

int main(int argc, char **argv)
{
	setlocale(LC_ALL, "");
	if (argc != 2 || sqlite3_open_v2(argv[1], &db, SQLITE_OPEN_READONLY, NULL) != SQLITE_OK)
		return 2;
	initscr();
	raw();
	noecho();
	nonl();
	keypad(stdscr, TRUE);
	curs_set(0);
	idlok(stdscr, TRUE);
	height = LINES - 2 < ROWS_MAX ? LINES - 2 : ROWS_MAX;
	go_home();
	for (bool goes_on = true; goes_on;) {
		paint();
		timeout(-1);
		int key = getch();
		timeout(0);
		do
			goes_on = take(key);
		while (goes_on && (key = getch()) != ERR);
	}
	endwin();
	return 0;
}
