#include <ncurses.h>
#include <term.h>
/* curses' own words that are ours, too; its ERR is -1 */
#undef ERR
#undef lines
#undef columns

#include "ui/term.h"

#include "base/mem.h"
#include "base/strbuf.h"
#include "base/vec.h"
#include "ui/draw_start.h"
#include "ui/term_signal.h"
#include "viet/text.h"

#include <errno.h>
#include <langinfo.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

#define NO_BYTE	   (-1)
#define PASTE_ON   "\033[?2004h"
#define PASTE_OFF  "\033[?2004l"
#define PASTE_MAX  (4 << 20)
#define PASTE_WAIT 1000 /* ms for the rest of a paste whose end never comes */

/* curses' own codes end at KEY_MAX */
enum { PASTE_BEGIN = KEY_MAX + 64, PASTE_END };

static struct {
	bool started, ascii, colour, nowhere, hung, pasting;
	SCREEN *screen;
	FILE *null;
	WINDOW *keys; /* a pad: reading from it never refreshes */
	struct termios modes;
	VEC(struct key_event) queue; /* texts are owned */
	size_t head;
	struct strbuf paste;
	char *paste_given;     /* lives until the next read */
	unsigned char part[4]; /* the beginning of a character */
	size_t part_n;
} term;

static struct strbuf restore;

static int restore_put(int c)
{
	strbuf_addc(&restore, (char)c);
	return c;
}

/* What brings the terminal back when curses cannot: cached, a signal handler may only write. */
static void restore_make(void)
{
	static const char *const names[] = {"rmkx", "sgr0", "op", "cnorm", "rmcup"};
	strbuf_add(&restore, PASTE_OFF);
	for (size_t i = 0; i < ARRAY_LEN(names); i++) {
		const char *s = tigetstr(names[i]);
		if (s && s != (char *)-1)
			tputs(s, 1, restore_put);
	}
	strbuf_add(&restore, "\r\n");
}

static void out(const char *s)
{
	if (!term.nowhere && write(STDOUT_FILENO, s, strlen(s)) < 0)
		term.hung = errno != EINTR && errno != EAGAIN;
}

/* An environment that names a character set is believed; one that names none says nothing: offices
 * leave LANG as it was installed. */
static bool environment_is_utf8(void)
{
	static const char *const names[] = {"LC_ALL", "LC_CTYPE", "LANG"};
	for (size_t i = 0; i < ARRAY_LEN(names); i++) {
		const char *v = getenv(names[i]);
		if (!v || !*v)
			continue;
		const char *set = strchr(v, '.');
		return !set || strncasecmp(set, ".UTF-8", 6) == 0 ||
		       strncasecmp(set, ".UTF8", 5) == 0;
	}
	return true;
}

static int open_screen(const struct term_options *o, struct err *err)
{
	term.nowhere = o->nowhere;
	if (o->nowhere) {
		term.null = fopen("/dev/null", "r+");
		if (!term.null)
			return ERR(err, ERR_IO, NULL, "/dev/null");
		term.screen = newterm("xterm-256color", term.null, term.null);
	} else {
		if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO))
			return ERR(err, ERR_IO, NULL, "stdin, stdout");
		tcgetattr(STDIN_FILENO, &term.modes);
		term.screen = newterm(NULL, stdout, stdin);
	}
	if (!term.screen) {
		const char *name = getenv("TERM");
		if (term.null)
			fclose(term.null);
		term.null = NULL;
		return ERR(err, ERR_IO, NULL, "TERM=%s", name ? name : "");
	}
	return 0;
}

/* Arrows as a terminal sends them that has not taken up the keypad's mode. */
static void keys_define(void)
{
	static const struct {
		const char *bytes;
		int code;
	} plain[] = {{"\033[A", KEY_UP}, {"\033[B", KEY_DOWN}, {"\033[C", KEY_RIGHT},
		{"\033[D", KEY_LEFT}, {"\033[H", KEY_HOME}, {"\033[F", KEY_END}};
	for (size_t i = 0; i < ARRAY_LEN(plain); i++)
		define_key(plain[i].bytes, plain[i].code);
}

int term_start(const struct term_options *o, struct err *err)
{
	int r = open_screen(o, err);
	if (r < 0)
		return r;
	term.started = true;
	term.hung = false;
	term.ascii = o->ascii || strcmp(nl_langinfo(CODESET), "UTF-8") != 0 ||
		     (!o->nowhere && !environment_is_utf8());
	const char *no_colour = getenv("NO_COLOR");
	term.colour = !o->no_colour && !(no_colour && *no_colour) && has_colors();
	raw();
	noecho();
	nonl();
	set_escdelay(25);
	idlok(stdscr, TRUE);
	term.keys = newpad(1, 1);
	keypad(term.keys, TRUE);
	nodelay(term.keys, TRUE);
	keys_define();
	define_key("\033[200~", PASTE_BEGIN);
	define_key("\033[201~", PASTE_END);
	draw_start(term.colour, term.ascii);
	if (o->nowhere) {
		resize_term(o->lines, o->cols);
		return 0;
	}
	restore_make();
	r = signal_start(STDIN_FILENO, strbuf_str(&restore), restore.len, &term.modes, err);
	if (r < 0)
		term_stop();
	else
		out(PASTE_ON);
	return r;
}

void term_stop(void)
{
	if (!term.started)
		return;
	term.started = false;
	out(PASTE_OFF);
	endwin();
	signal_stop();
	delwin(term.keys);
	delscreen(term.screen);
	if (term.null)
		fclose(term.null);
	for (size_t i = term.head; i < term.queue.n; i++)
		free((char *)(uintptr_t)term.queue.v[i].text);
	VEC_DONE(&term.queue);
	strbuf_done(&term.paste);
	strbuf_done(&restore);
	free(term.paste_given);
	memset(&term, 0, sizeof term);
}

/* ---- from curses' codes to keys ----------------------------------------------------------------
 */

static void queue_put(uint32_t key, char *text)
{
	struct key_event e = {.key = key, .text = text};
	if (!VEC_PUSH(&term.queue, e))
		free(text);
}

static uint32_t key_of_code(int c)
{
	static const struct {
		int code;
		uint32_t key;
	} codes[] = {{KEY_UP, K_UP}, {KEY_DOWN, K_DOWN}, {KEY_LEFT, K_LEFT}, {KEY_RIGHT, K_RIGHT},
		{KEY_HOME, K_HOME}, {KEY_END, K_END}, {KEY_FIND, K_HOME}, {KEY_SELECT, K_END},
		{KEY_PPAGE, K_PAGE_UP}, {KEY_NPAGE, K_PAGE_DOWN}, {KEY_ENTER, K_ENTER},
		{KEY_BTAB, K_BACK_TAB}, {KEY_BACKSPACE, K_BACKSPACE}, {KEY_DC, K_DELETE},
		{KEY_IC, K_INSERT}, {KEY_RESIZE, K_NONE}};
	for (size_t i = 0; i < ARRAY_LEN(codes); i++)
		if (codes[i].code == c)
			return codes[i].key;
	if (c > KEY_F0 && c <= KEY_F0 + 12)
		return K_F((unsigned)(c - KEY_F0));
	return K_OTHER;
}

/* ESC and a bracket in one go is a sequence that the terminal's description lacks: taken as one
 * unknown key, or its letters would be typed into a field. */
static bool take_sequence(void)
{
	int c = wgetch(term.keys);
	if (c == NO_BYTE)
		return false;
	if (c != '[' && c != 'O') {
		ungetch(c);
		return false;
	}
	bool csi = c == '[';
	while ((c = wgetch(term.keys)) != NO_BYTE)
		if (!csi || (c >= 0x40 && c <= 0x7E) || c > 0xFF)
			break;
	return true;
}

static void take_control(int c)
{
	if (c == 27)
		queue_put(take_sequence() ? K_OTHER : K_ESC, NULL);
	else if (c == 8 || c == 127)
		queue_put(K_BACKSPACE, NULL);
	else if (c == '\r' || c == '\n')
		queue_put(K_ENTER, NULL);
	else if (c == '\t')
		queue_put(K_TAB, NULL);
	else
		queue_put(c >= 1 && c <= 26 ? K_CTRL('a' + c - 1) : K_OTHER, NULL);
}

/* Bytes are put together here and not by get_wch, which drops the first half of a character when
 * the second has not come yet. */
static void take_byte(unsigned char c)
{
	uint32_t cp;
	if (term.part_n && (c & 0xC0) != 0x80)
		term.part_n = 0;
	term.part[term.part_n++] = c;
	if (text_next((const char *)term.part, term.part_n, &cp) > 0) {
		queue_put(cp, NULL);
		term.part_n = 0;
	} else if (term.part_n == sizeof term.part || (c < 0xC2 && term.part_n == 1)) {
		term.part_n = 0;
	}
}

static void paste_end(void)
{
	term.pasting = false;
	char *s = strbuf_take(&term.paste);
	if (s)
		queue_put(K_PASTE, s);
}

static void paste_byte(int c)
{
	if (c > 0xFF || term.paste.len >= PASTE_MAX)
		return;
	/* terminals send a pasted newline as CR */
	strbuf_addc(&term.paste, (char)(c == '\r' ? '\n' : c));
}

/* Reads all that is there; false if there was nothing. */
static bool pump(void)
{
	int c;
	bool any = false;
	while ((c = wgetch(term.keys)) != NO_BYTE) {
		any = true;
		if (c == PASTE_BEGIN) {
			term.pasting = true;
		} else if (c == PASTE_END) {
			if (term.pasting)
				paste_end();
		} else if (term.pasting) {
			paste_byte(c);
		} else if (c > 0xFF) {
			uint32_t key = key_of_code(c);
			if (key)
				queue_put(key, NULL);
		} else if (c < ' ' || c == 127) {
			take_control(c);
		} else {
			take_byte((unsigned char)c);
		}
	}
	return any;
}

/* ---- reading --------------------------------------------------------------------------------- */

static bool size_follow(void)
{
	struct winsize w;
	if (ioctl(STDIN_FILENO, TIOCGWINSZ, &w) != 0 || !w.ws_row || !w.ws_col)
		return false;
	if (w.ws_row == LINES && w.ws_col == COLS)
		return false;
	resize_term(w.ws_row, w.ws_col);
	clearok(curscr, TRUE);
	return true;
}

static bool queue_take(struct key_event *ret)
{
	if (term.head == term.queue.n)
		return false;
	*ret = term.queue.v[term.head++];
	if (term.head == term.queue.n)
		term.head = term.queue.n = 0;
	term.paste_given = (char *)(uintptr_t)ret->text;
	return true;
}

static long now_ms(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* false: the time is over */
static bool wait_for_news(int timeout)
{
	struct pollfd p[2] = {{STDIN_FILENO, POLLIN, 0}, {signal_fd(), POLLIN, 0}};
	if (term.pasting && (timeout < 0 || timeout > PASTE_WAIT))
		timeout = PASTE_WAIT;
	int n = poll(p, 2, timeout);
	if (n == 0 && term.pasting) {
		paste_end();
		return true;
	}
	if (n > 0) {
		int waiting = 0;
		/* readable with nothing to read is the end: waiting on would spin for ever */
		if (p[0].revents & (POLLHUP | POLLERR | POLLNVAL))
			term.hung = true;
		else if (p[0].revents & POLLIN)
			term.hung = ioctl(STDIN_FILENO, FIONREAD, &waiting) != 0 || waiting == 0;
	}
	return n != 0;
}

bool term_read(int timeout, struct key_event *ret)
{
	free(term.paste_given);
	term.paste_given = NULL;
	long until = now_ms() + timeout;
	for (;;) {
		unsigned news = term.nowhere ? 0 : signal_news();
		if (term.nowhere || term.hung || news & NEWS_END) {
			*ret = (struct key_event){.key = K_END_OF_INPUT};
			return true;
		}
		if (news & NEWS_STOP)
			term_suspend();
		if (news & (NEWS_SIZE | NEWS_STOP) && (size_follow() || news & NEWS_STOP)) {
			*ret = (struct key_event){.key = K_RESIZE};
			return true;
		}
		if (queue_take(ret) || (pump() && queue_take(ret)))
			return true;
		long left = timeout < 0 ? -1 : until - now_ms();
		if (timeout >= 0 && left < 0)
			left = 0;
		if (!wait_for_news((int)left))
			return false;
	}
}

bool term_key_pending(void)
{
	if (term.nowhere || !term.started)
		return false;
	pump();
	return term.head < term.queue.n || term.hung || term_is_ending();
}

bool term_is_ending(void)
{
	return term.started && !term.nowhere && (term.hung || signal_is_ending());
}

bool term_is_ascii(void)
{
	return term.ascii;
}

bool term_has_colour(void)
{
	return term.colour;
}

/* ---- giving it away for a while -------------------------------------------------------------- */

static void leave(void)
{
	def_prog_mode();
	out(PASTE_OFF);
	endwin();
}

static void come_back(void)
{
	reset_prog_mode();
	out(PASTE_ON);
	size_follow();
	clearok(curscr, TRUE);
	refresh();
}

void term_suspend(void)
{
	if (term.nowhere)
		return;
	leave();
	signal_suspend();
	come_back();
}

void term_lend(void (*work)(void *ctx), void *ctx)
{
	if (!term.nowhere)
		leave();
	work(ctx);
	if (!term.nowhere)
		come_back();
}

void term_redraw(void)
{
	clearok(curscr, TRUE);
}

void term_resize(int cols, int lines)
{
	resize_term(lines, cols);
}
