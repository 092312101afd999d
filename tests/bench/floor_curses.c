/* Floor of a start: ncurses, 40 lines painted, nothing read. `q` leaves. */
#include <locale.h>
#include <ncurses.h>

int main(void)
{
	setlocale(LC_ALL, "");
	initscr();
	raw();
	noecho();
	nonl();
	keypad(stdscr, TRUE);
	curs_set(0);
	for (int y = 0; y < LINES; y++)
		mvprintw(y, 0, " %7d  %-30s  CB%04d  01/01/1990  %d", y + 1, "Nguyen Van A", y * 79,
			y % 12);
	refresh();
	while (getch() != 'q')
		;
	endwin();
	return 0;
}
