/* To the printer by lp(1), started without a shell. */
#include "report/doc.h"

#include <errno.h>
#include <spawn.h>
#include <string.h>
#include <sys/wait.h>

extern char **environ;

/* Exit status of the program, or -1 if it could not be started. */
static int run(char *const argv[])
{
	posix_spawn_file_actions_t files;
	pid_t pid;
	int status;
	if (posix_spawn_file_actions_init(&files) != 0)
		return -1;
	/* its words would fall into the middle of the screen */
	posix_spawn_file_actions_addopen(&files, 0, "/dev/null", 0, 0);
	posix_spawn_file_actions_addopen(&files, 1, "/dev/null", 1, 0);
	posix_spawn_file_actions_addopen(&files, 2, "/dev/null", 1, 0);
	int rc = posix_spawnp(&pid, argv[0], &files, NULL, argv, environ);
	posix_spawn_file_actions_destroy(&files);
	if (rc != 0)
		return -1;
	while (waitpid(pid, &status, 0) < 0)
		if (errno != EINTR)
			return -1;
	return WIFEXITED(status) ? WEXITSTATUS(status) : 128;
}

int doc_print(const char *pdf_path, const char *printer, struct err *err)
{
	char lp[] = "lp", dest[] = "-d", name[128] = "", path[4096] = "", end[] = "--";
	strncat(name, printer ? printer : "", sizeof name - 1);
	strncat(path, pdf_path, sizeof path - 1);
	char *with[] = {lp, dest, name, end, path, NULL};
	char *without[] = {lp, end, path, NULL};
	int status = run(printer ? with : without);
	/* lp says 1 for "no default destination" and for an unknown printer */
	if (status != 0)
		return ERR(err, ERR_NOT_FOUND, "printer", "%s", printer ? printer : "lp");
	return 0;
}
