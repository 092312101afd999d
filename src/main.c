/* Options, locale, opening, then the screens or one command. The only exit. */
#include "base/clock.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/program.h"
#include "command.h"
#include "core/act.h"
#include "core/setting.h"
#include "core/task.h"
#include "exchange/sample.h"
#include "ui/screens/office.h"
#include "ui/screens/screens.h"
#include "ui/script.h"
#include "ui/term.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* --lang, else the setting, else LANGUAGE where it names one of ours, else Vietnamese. LANG says nothing:
 * offices leave it as it was installed. */
static enum i18n_lang choose_language(const struct options *o, const char *setting)
{
	const char *from = o->lang ? o->lang : setting && *setting ? setting : getenv("LANGUAGE");
	while (from && *from) {
		if (!strncmp(from, "vi", 2))
			return LANG_VI;
		if (!strncmp(from, "en", 2))
			return LANG_EN;
		from = strchr(from, ':');
		from += from ? 1 : 0;
	}
	return LANG_VI;
}

/* ${XDG_DATA_HOME:-~/.local/share}/taonguon/taonguon.db; makes the folder, 0700. */
static char *office_path(void)
{
	const char *data = getenv("XDG_DATA_HOME"), *home = getenv("HOME");
	CLEANUP_FREE char *base = data && *data	  ? mem_strdup(data)
				  : home && *home ? mem_printf("%s/.local/share", home)
						  : mem_strdup(".");
	CLEANUP_FREE char *dir = base ? mem_printf("%s/taonguon", base) : NULL;
	if (!dir)
		return NULL;
	for (char *p = dir + 1; *p; p++)
		if (*p == '/') {
			*p = '\0';
			mkdir(dir, 0755);
			*p = '/';
		}
	mkdir(dir, 0700);
	return mem_printf("%s/taonguon.db", dir);
}

static int open_sample(struct db **ret, char **ret_dir, struct err *err)
{
	const struct act_by by = {.actor = act_user()};
	const char *tmp = getenv("TMPDIR");
	char *dir = mem_printf("%s/taonguon-XXXXXX", tmp && *tmp ? tmp : "/tmp");
	struct db *db = NULL;
	if (!dir || !mkdtemp(dir)) {
		free(dir);
		return ERR(err, ERR_IO, "file", "%s", tmp ? tmp : "/tmp");
	}
	CLEANUP_FREE char *path = mem_printf("%s/tien-hung.db", dir);
	int r = path ? db_open(path, DB_CREATE | DB_FAST, &db, err) : ERR_OOM(err);
	if (!r)
		r = tasks_prepare(db, NULL, NULL, err);
	if (!r)
		r = sample_load(db, &by, err);
	if (r) {
		db_close(db);
		free(dir);
		return r;
	}
	*ret = db;
	*ret_dir = dir;
	return 0;
}

static void remove_sample(char *dir)
{
	static const char *const files[] = {"tien-hung.db", "tien-hung.db-wal", "tien-hung.db-shm"};
	for (size_t i = 0; dir && i < ARRAY_LEN(files); i++) {
		CLEANUP_FREE char *path = mem_printf("%s/%s", dir, files[i]);
		if (path)
			unlink(path);
	}
	if (dir)
		rmdir(dir);
	free(dir);
}

static int run_screens(const struct options *o, struct db *db, const char *path)
{
	struct err err = {0};
	struct office office = {.db = db, .by = {.actor = act_user()}, .path = path};
	const struct term_options term = {
		.ascii = o->ascii, .nowhere = o->script, .cols = o->cols, .lines = o->lines};
	int r = db ? settings_load(db, &office.settings, &err) : 0;
	if (!r)
		r = term_start(&term, &err);
	if (r)
		return command_failed(&err);
	if (o->script)
		r = script_open(o->script, &err);
	if (!r)
		r = screens_run(&office, o->screen, &err);
	int missed = o->script ? script_close() : 0;
	term_stop();
	if (office.db != db)
		db_close(office.db);
	if (r)
		return command_failed(&err);
	return missed ? 1 : 0;
}

static int run_command(const struct options *o, struct db *db)
{
	if (strcmp(o->command, "import") == 0)
		return command_import(o, db);
	if (strcmp(o->command, "export") == 0)
		return command_export(o, db);
	if (strcmp(o->command, "batches") == 0)
		return command_batches(o, db);
	if (strcmp(o->command, "reconcile") == 0)
		return command_reconcile(o, db);
	if (strcmp(o->command, "report") == 0)
		return command_report(o, db);
	if (strcmp(o->command, "frozen") == 0)
		return command_frozen(o, db);
	if (strcmp(o->command, "list") == 0)
		return command_list(o, db);
	if (strcmp(o->command, "paper") == 0)
		return command_paper(o, db);
	if (strcmp(o->command, "duplicates") == 0)
		return command_duplicates(o, db);
	return command_check(o, db);
}

static bool is_command(const char *word)
{
	static const char *const words[] = {"sample", "init", "import", "export", "reconcile",
		"batches", "report", "frozen", "list", "paper", "convert", "duplicates", "check"};
	for (size_t i = 0; i < ARRAY_LEN(words); i++)
		if (strcmp(word, words[i]) == 0)
			return true;
	return false;
}

/* Opens what the options name. *ret stays NULL where the office has no database yet: the first start. */
static int open_office(const struct options *o, const char *path, struct db **ret, struct err *err)
{
	unsigned flags = o->read_only ? DB_READONLY : 0;
	if (access(path, F_OK) != 0 && !o->command && !o->read_only)
		return 0;
	return db_open(path, flags, ret, err);
}

static void take_language(const struct options *o, struct db *db)
{
	struct settings settings = {0};
	if (db)
		settings_load(db, &settings, NULL);
	i18n_init(choose_language(o, settings.lang), program_locale_dir());
	i18n_set_tone_on_y(settings.tone_on_y);
}

static int run(const struct options *o)
{
	struct err err = {0};
	struct db *db = NULL;
	char *sample_dir = NULL;
	if (o->command && strcmp(o->command, "init") == 0)
		return command_init(o);
	if (o->command && strcmp(o->command, "convert") == 0)
		return command_convert(o);
	bool is_sample = o->command && strcmp(o->command, "sample") == 0;
	CLEANUP_FREE char *own = o->db || is_sample ? NULL : office_path();
	const char *path = o->db ? o->db : own;
	int r = is_sample ? open_sample(&db, &sample_dir, &err) : open_office(o, path, &db, &err);
	if (r)
		return command_failed(&err);
	take_language(o, db);
	if (db && db_upgrade_backup(db))
		fprintf(stderr,
			_("The database was brought up to date; a copy of the old one is %s\n"),
			db_upgrade_backup(db));
	/* the screens do this when nobody waits */
	if (o->command && !is_sample && tasks_prepare(db, NULL, NULL, &err)) {
		db_close(db);
		return command_failed(&err);
	}
	int status = o->command && !is_sample ? run_command(o, db) : run_screens(o, db, path);
	db_close(db);
	remove_sample(sample_dir);
	return status;
}

int main(int argc, char **argv)
{
	struct options o = {0};
	struct err err = {0};
	if (program_init(NULL, &err))
		return command_failed(&err);
	options_read(argc, argv, true, &o);
	take_language(&o, NULL);
	int r = options_read(argc, argv, false, &o);
	if (r)
		return r == 1 ? 0 : 2;
	if (o.command && !is_command(o.command))
		return command_usage(_("there is no such command"));
	clock_pin_today(o.today);
	return run(&o);
}
