#include "ui/draw.h"

#include "base/mem.h"
#include "ui/draw_start.h"
#include "viet/text.h"

#include <string.h>
#include <wchar.h>

#include <ncurses.h>

struct look {
	attr_t mono;  /* default colours with bold, reverse, underline only */
	attr_t attr;  /* with colour */
	short colour; /* foreground, -1 the terminal's own; the pair has the style's number */
	short ground;
	char letter; /* in snapshots */
};

static const struct look looks[STYLE_COUNT] = {
	[STYLE_NORMAL] = {0, 0, -1, -1, '.'},
	[STYLE_TITLE] = {A_REVERSE | A_BOLD, A_BOLD, COLOR_WHITE, COLOR_BLUE, 'T'},
	[STYLE_HEAD] = {A_BOLD | A_UNDERLINE, A_BOLD, COLOR_CYAN, -1, 'H'},
	[STYLE_DIM] = {0, A_DIM, -1, -1, 'd'},
	[STYLE_STRONG] = {A_BOLD, A_BOLD, -1, -1, 'S'},
	[STYLE_CURSOR] = {A_REVERSE, A_REVERSE, -1, -1, 'C'},
	[STYLE_DOOR] = {A_UNDERLINE, A_UNDERLINE, -1, -1, 'o'},
	[STYLE_MARK] = {A_BOLD, A_BOLD, COLOR_YELLOW, -1, 'M'},
	[STYLE_GOOD] = {0, 0, COLOR_GREEN, -1, 'g'},
	[STYLE_WARN] = {A_BOLD, A_BOLD, COLOR_MAGENTA, -1, 'w'},
	[STYLE_BAD] = {A_BOLD, A_BOLD, COLOR_RED, -1, 'b'},
	[STYLE_FIELD] = {A_UNDERLINE, A_UNDERLINE, COLOR_CYAN, -1, 'f'},
	[STYLE_FIELD_CURSOR] = {A_REVERSE, A_REVERSE | A_UNDERLINE, -1, -1, 'F'},
	[STYLE_KEY] = {A_BOLD, A_BOLD, COLOR_CYAN, -1, 'K'},
	[STYLE_CHIP] = {A_REVERSE, 0, COLOR_BLACK, COLOR_CYAN, 'c'},
	[STYLE_BORDER] = {0, 0, COLOR_CYAN, -1, '-'},
};

/* UTF-8, so that the table can be read; every sign is one cell, so is its twin. */
static const struct {
	const char *sign, *twin;
} signs[] = {{"▸", ">"}, {"·", "."}, {"█", "#"}, {"░", "-"}, {"│", "|"}, {"─", "-"}, {"┌", "+"},
	{"┐", "+"}, {"└", "+"}, {"┘", "+"}, {"├", "+"}, {"┤", "+"}, {"┬", "+"}, {"┴", "+"},
	{"┼", "+"}, {"✓", "v"}, {"✗", "x"}, {"…", "~"}, {"–", "-"}, {"—", "-"}, {"↑", "^"},
	{"↓", "v"}, {"←", "<"}, {"→", ">"}, {"▲", "^"}, {"▼", "v"}, {"●", "*"}, {"◐", "+"},
	{"○", "o"}, {"“", "\""}, {"”", "\""}, {"’", "'"}, {"‹", "<"}, {"›", ">"}, {"═", "="},
	{"║", "|"}, {"≥", ">"}, {"≤", "<"}, {"×", "x"}, {"•", "*"}, {"⋯", "~"}};

static bool in_colour, in_ascii, cursor_wanted;
static int cursor_y, cursor_x, cursor_seen = -1;

void draw_start(bool colour, bool ascii)
{
	in_colour = colour;
	in_ascii = ascii;
	cursor_seen = -1;
	if (!colour)
		return;
	start_color();
	use_default_colors();
	for (short i = 1; i < STYLE_COUNT; i++)
		if (looks[i].colour >= 0)
			init_pair(i, looks[i].colour, looks[i].ground);
}

int draw_lines(void)
{
	return LINES;
}

int draw_cols(void)
{
	return COLS;
}

void draw_begin(void)
{
	erase();
	cursor_wanted = false;
}

void draw_end(void)
{
	if (cursor_seen != cursor_wanted) {
		curs_set(cursor_wanted);
		cursor_seen = cursor_wanted;
	}
	leaveok(stdscr, !cursor_wanted);
	if (cursor_wanted)
		move(cursor_y, cursor_x);
	refresh();
}

void draw_cursor(int y, int x)
{
	cursor_wanted = y >= 0 && y < LINES && x >= 0 && x < COLS;
	cursor_y = y;
	cursor_x = x;
}

static void style_set(enum style s)
{
	if (in_colour)
		attr_set(looks[s].attr, (short)(looks[s].colour >= 0 ? (int)s : 0), NULL);
	else
		attr_set(looks[s].mono, 0, NULL);
}

const char *draw_sign(const char *sign)
{
	if (in_ascii)
		for (size_t i = 0; i < ARRAY_LEN(signs); i++)
			if (strcmp(sign, signs[i].sign) == 0)
				return signs[i].twin;
	return sign;
}

static bool is_plain(const char *s)
{
	for (; *s; s++)
		if (*s < ' ' || *s > '~')
			return false;
	return true;
}

/* Which of our signs s begins with, -1 none. Vietnamese letters begin with other bytes, most of
 * them: this is asked for each of them at every painting. */
static int sign_at(const char *s)
{
	unsigned char c = (unsigned char)s[0];
	if (c != 0xE2 && c != 0xC2 && !(c == 0xC3 && (unsigned char)s[1] == 0x97))
		return -1;
	for (size_t i = 0; i < ARRAY_LEN(signs); i++)
		if (!strncmp(s, signs[i].sign, strlen(signs[i].sign)))
			return (int)i;
	return -1;
}

/* Clean text for one line of the terminal; valid until the next call. Our own signs pass as they
 * are (in ASCII as their twins, not as "?"): looking them up would load ICU for the first paint. */
static const char *clean(const char *s)
{
	static struct strbuf safe;
	if (is_plain(s))
		return s;
	strbuf_clear(&safe);
	while (*s) {
		size_t n = 0;
		while (s[n] && sign_at(s + n) < 0)
			n++;
		text_safe(&safe, s, n, false, in_ascii);
		s += n;
		int i = *s ? sign_at(s) : -1;
		if (i >= 0) {
			strbuf_add(&safe, in_ascii ? signs[i].twin : signs[i].sign);
			s += strlen(signs[i].sign);
		}
	}
	return strbuf_str(&safe);
}

static void put(int y, int x, const char *s)
{
	wchar_t line[512];
	size_t n = 0, left = strlen(s);
	uint32_t cp;
	int len;
	while (n + 1 < ARRAY_LEN(line) && (len = text_next(s, left, &cp)) > 0) {
		line[n++] = (wchar_t)cp;
		s += len;
		left -= (size_t)len;
	}
	mvaddnwstr(y, x, line, (int)n);
}

void draw_text(int y, int x, int cells, enum style style, int align, const char *s)
{
	static struct strbuf padded;
	if (y < 0 || y >= LINES || x < 0 || x >= COLS || cells <= 0)
		return;
	if (cells > COLS - x)
		cells = COLS - x;
	const char *text = clean(s);
	int used = text_cells(text);
	style_set(style);
	if (used > cells) {
		strbuf_clear(&padded);
		text_pad(&padded, text, cells, align, in_ascii);
		text = strbuf_str(&padded);
		used = cells;
	}
	/* blanks as one run: half of a screen is blank, and curses is slow letter by letter */
	int left = align < 0 ? 0 : align > 0 ? cells - used : (cells - used) / 2;
	if (left)
		mvhline(y, x, ' ', left);
	if (used)
		put(y, x + left, text);
	if (left + used < cells)
		mvhline(y, x + left + used, ' ', cells - left - used);
}

int draw_label(int y, int x, int max, enum style style, const char *s)
{
	int cells = text_cells(clean(s));
	if (cells > max)
		cells = max;
	draw_text(y, x, cells, style, -1, s);
	return cells > 0 ? cells : 0;
}

void draw_fill(struct area a, enum style style)
{
	for (int y = a.y; y < a.y + a.h; y++)
		draw_text(y, a.x, a.w, style, -1, "");
}

static void line(int y, int x, int cells, const char *left, const char *mid, const char *right)
{
	static struct strbuf b;
	strbuf_clear(&b);
	for (int i = 0; i < cells; i++)
		strbuf_add(&b, i == 0 ? left : i == cells - 1 ? right : mid);
	draw_text(y, x, cells, STYLE_BORDER, -1, strbuf_str(&b));
}

struct area draw_box(struct area a, const char *title)
{
	draw_fill(a, STYLE_NORMAL);
	line(a.y, a.x, a.w, "┌", "─", "┐");
	for (int y = a.y + 1; y < a.y + a.h - 1; y++) {
		draw_text(y, a.x, 1, STYLE_BORDER, -1, "│");
		draw_text(y, a.x + a.w - 1, 1, STYLE_BORDER, -1, "│");
	}
	line(a.y + a.h - 1, a.x, a.w, "└", "─", "┘");
	if (title && *title && a.w > 6) {
		draw_text(a.y, a.x + 1, 1, STYLE_NORMAL, -1, " ");
		int n = draw_label(a.y, a.x + 2, a.w - 5, STYLE_STRONG, title);
		draw_text(a.y, a.x + 2 + n, 1, STYLE_NORMAL, -1, " ");
	}
	return (struct area){a.y + 1, a.x + 2, a.h > 2 ? a.h - 2 : 0, a.w > 4 ? a.w - 4 : 0};
}

void draw_rule(int y, int x, int cells)
{
	line(y, x, cells, "─", "─", "─");
}

void draw_bar(int y, int x, int cells, long value, long max)
{
	static struct strbuf b;
	long full = max > 0 && value > 0 ? value * cells / max : 0;
	/* something is never shown as nothing, nor an unmet target as met */
	if (full == 0 && value > 0 && max > 0)
		full = 1;
	strbuf_clear(&b);
	for (long i = 0; i < cells; i++)
		strbuf_add(&b, i < full ? "█" : "░");
	draw_text(y, x, cells, max > 0 && value >= max ? STYLE_GOOD : STYLE_NORMAL, -1,
		strbuf_str(&b));
}

/* ---- snapshots ----------------------------------------------------------------------------------
 */

static char letter_of(attr_t attr, short pair)
{
	for (size_t i = 0; i < STYLE_COUNT; i++) {
		attr_t a = in_colour ? looks[i].attr : looks[i].mono;
		short p = (short)(in_colour && looks[i].colour >= 0 ? (int)i : 0);
		if (a == attr && p == pair)
			return looks[i].letter;
	}
	return '?';
}

static void trim_line(struct strbuf *b, size_t start, char blank)
{
	while (b->len > start && b->s[b->len - 1] == blank)
		b->s[--b->len] = '\0';
	strbuf_addc(b, '\n');
}

void draw_snapshot(struct strbuf *text, struct strbuf *styles)
{
	for (int y = 0; y < LINES; y++) {
		size_t text_start = text->len, style_start = styles->len;
		for (int x = 0; x < COLS;) {
			cchar_t cell;
			wchar_t w[CCHARW_MAX + 1] = {0};
			attr_t attr = 0;
			short pair = 0;
			mvin_wch(y, x, &cell);
			getcchar(&cell, w, &attr, &pair, NULL);
			for (const wchar_t *c = w; *c; c++)
				text_put(text, (uint32_t)*c);
			int cells = w[0] ? text_cp_cells((uint32_t)w[0]) : 1;
			for (int i = 0; i < (cells > 1 ? 2 : 1); i++)
				strbuf_addc(styles, letter_of(attr & ~(attr_t)A_COLOR, pair));
			x += cells > 1 ? 2 : 1;
		}
		trim_line(text, text_start, ' ');
		trim_line(styles, style_start, '.');
	}
}
