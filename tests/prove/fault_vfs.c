#include "fault_vfs.h"

#include "base/mem.h"
#include "base/vec.h"

#include <sqlite3.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { SECTOR = 512, FILES = 16 };

/* A change that no sync has followed yet; data NULL: cut to the length `at`. */
struct change {
	unsigned char *data;
	sqlite3_int64 at;
	size_t n;
};

/* A file by its name: what is surely on the disk, and what may be. */
struct disk_file {
	char *path;
	unsigned char *sure;
	size_t sure_n, sure_cap;
	bool is_sure; /* its name is on the disk: it was there, or was synced */
	VEC(struct change) open;
};

struct shim_file {
	sqlite3_file base;
	struct disk_file *disk; /* NULL: a temporary file */
	sqlite3_file *real;
};

static sqlite3_vfs *real_vfs;
static sqlite3_vfs shim;
static struct disk_file disk[FILES];
static struct {
	enum fault_kind kind;
	long at, seen, hits;
	bool reads;
	char first[80];
} plan;

/* ---- the plan -------------------------------------------------------------------------------- */

static void forget(struct disk_file *d)
{
	VEC_EACH (c, &d->open)
		free(c->data);
	VEC_DONE(&d->open);
	free(d->sure);
	free(d->path);
	*d = (struct disk_file){0};
}

void fault_arm(enum fault_kind kind, long at, bool reads)
{
	for (int i = 0; i < FILES; i++)
		forget(&disk[i]);
	memset(&plan, 0, sizeof plan);
	plan.kind = kind;
	plan.at = at;
	plan.reads = reads;
}

long fault_operations(void)
{
	return plan.seen;
}

long fault_hits(void)
{
	return plan.hits;
}

const char *fault_first(void)
{
	return plan.first;
}

/* Counts the operation; the code it must fail with, or SQLITE_OK. */
static int strike(const char *what, const struct disk_file *d, int io_error, bool needs_room)
{
	bool is_full = plan.kind == FAULT_FULL_ONCE || plan.kind == FAULT_FULL_FOREVER;
	plan.seen++;
	if (plan.kind == FAULT_NONE || plan.seen < plan.at || (is_full && !needs_room))
		return SQLITE_OK;
	bool once = plan.kind == FAULT_IO_ONCE || plan.kind == FAULT_FULL_ONCE;
	if (once && plan.hits)
		return SQLITE_OK;
	if (!plan.hits++) {
		const char *name = d && d->path ? strrchr(d->path, '/') : NULL;
		snprintf(plan.first, sizeof plan.first, "%s %.60s", what, name ? name + 1 : "");
	}
	return is_full ? SQLITE_FULL : io_error;
}

static bool has_power(void)
{
	return plan.kind != FAULT_POWER || plan.seen < plan.at;
}

/* ---- what the disk holds --------------------------------------------------------------------- */

static bool read_sure(struct disk_file *d)
{
	FILE *f = fopen(d->path, "r");
	if (!f)
		return true;
	unsigned char buf[65536];
	size_t n;
	d->is_sure = true;
	while ((n = fread(buf, 1, sizeof buf, f)) > 0) {
		if (d->sure_n + n > d->sure_cap) {
			size_t cap = (d->sure_n + n) * 2;
			unsigned char *grown = mem_resize(d->sure, cap);
			if (!grown)
				break;
			d->sure = grown;
			d->sure_cap = cap;
		}
		memcpy(d->sure + d->sure_n, buf, n);
		d->sure_n += n;
	}
	bool ok = feof(f);
	fclose(f);
	return ok;
}

static struct disk_file *find(const char *path, bool make)
{
	struct disk_file *room = NULL;
	for (int i = 0; i < FILES; i++) {
		if (disk[i].path && strcmp(disk[i].path, path) == 0)
			return &disk[i];
		if (!disk[i].path && !room)
			room = &disk[i];
	}
	if (!make || !room || !(room->path = mem_strdup(path)))
		return NULL;
	if (!read_sure(room)) {
		forget(room);
		return NULL;
	}
	return room;
}

static bool has_room(struct disk_file *d, size_t n)
{
	if (n > d->sure_cap) {
		size_t cap = n * 2;
		unsigned char *grown = mem_resize(d->sure, cap);
		if (!grown)
			return false;
		d->sure = grown;
		d->sure_cap = cap;
	}
	if (n > d->sure_n) {
		memset(d->sure + d->sure_n, 0, n - d->sure_n);
		d->sure_n = n;
	}
	return true;
}

/* Takes the bytes [from, to) of a change over into what is sure. */
static bool settle(struct disk_file *d, const struct change *c, size_t from, size_t to)
{
	if (!c->data) {
		if ((size_t)c->at < d->sure_n)
			d->sure_n = (size_t)c->at;
		return true;
	}
	if (!has_room(d, (size_t)c->at + to))
		return false;
	memcpy(d->sure + c->at + from, c->data + from, to - from);
	return true;
}

static bool note(struct disk_file *d, const void *data, size_t n, sqlite3_int64 at)
{
	struct change c = {.at = at, .n = n};
	if (data && !(c.data = mem_alloc(n)))
		return false;
	if (data)
		memcpy(c.data, data, n);
	if (!VEC_PUSH(&d->open, c)) {
		free(c.data);
		return false;
	}
	return true;
}

static bool settle_all(struct disk_file *d)
{
	bool ok = true;
	VEC_EACH (c, &d->open) {
		ok = ok && settle(d, c, 0, c->n);
		free(c->data);
	}
	d->open.n = 0;
	d->is_sure = true;
	return ok;
}

static uint64_t draw(uint64_t *state)
{
	uint64_t z = *state += 0x9E3779B97F4A7C15U;
	z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9U;
	z = (z ^ (z >> 27)) * 0x94D049BB133111EBU;
	return z ^ (z >> 31);
}

/* One of: all kept but the last, which is torn; nothing kept; each for itself. */
static bool settle_some(struct disk_file *d, int manner, uint64_t *state)
{
	bool ok = true;
	for (size_t i = 0; i < d->open.n; i++) {
		const struct change *c = &d->open.v[i];
		bool is_last = i + 1 == d->open.n;
		int fate = manner == 0	 ? (is_last ? 2 : 1)
			   : manner == 1 ? 0
					 : (int)(draw(state) % 3);
		if (fate == 1 || (fate == 2 && !c->data))
			ok = ok && settle(d, c, 0, c->n);
		else if (fate == 2) /* a disk writes whole sectors, in whatever order */
			for (size_t at = 0; at < c->n;) {
				size_t room = SECTOR - (size_t)(c->at + (sqlite3_int64)at) % SECTOR;
				size_t to = at + room < c->n ? at + room : c->n;
				if (draw(state) % 2)
					ok = ok && settle(d, c, at, to);
				at = to;
			}
	}
	return ok;
}

static int write_back(const struct disk_file *d)
{
	FILE *f = fopen(d->path, "w");
	if (!f)
		return -1;
	bool ok = !d->sure_n || fwrite(d->sure, 1, d->sure_n, f) == d->sure_n;
	return fclose(f) == 0 && ok ? 0 : -1;
}

int fault_after_power(uint64_t seed)
{
	int manner = (int)(draw(&seed) % 4), r = 0;
	for (int i = 0; i < FILES && !r; i++) {
		struct disk_file *d = &disk[i];
		if (!d->path)
			continue;
		if (!settle_some(d, manner, &seed))
			r = -1;
		else if (!d->is_sure && draw(&seed) % 2)
			unlink(d->path); /* a new name may be lost with the folder */
		else
			r = write_back(d);
	}
	return r;
}

/* ---- files ----------------------------------------------------------------------------------- */

static struct shim_file *of(sqlite3_file *f)
{
	return (struct shim_file *)f;
}

static int shim_close(sqlite3_file *f)
{
	sqlite3_file *real = of(f)->real;
	return real->pMethods ? real->pMethods->xClose(real) : SQLITE_OK;
}

static int shim_read(sqlite3_file *f, void *to, int n, sqlite3_int64 at)
{
	struct shim_file *s = of(f);
	int rc = plan.reads && s->disk ? strike("read", s->disk, SQLITE_IOERR_READ, false)
		 : has_power()	       ? SQLITE_OK
				       : SQLITE_IOERR_READ;
	return rc ? rc : s->real->pMethods->xRead(s->real, to, n, at);
}

static int shim_write(sqlite3_file *f, const void *from, int n, sqlite3_int64 at)
{
	struct shim_file *s = of(f);
	int rc = s->disk ? strike("write", s->disk, SQLITE_IOERR_WRITE, true) : SQLITE_OK;
	/* the write during which the power fails may reach the disk in part, too */
	bool is_last = rc && plan.kind == FAULT_POWER && plan.hits == 1;
	if (s->disk && (!rc || is_last) && !note(s->disk, from, (size_t)n, at))
		return SQLITE_NOMEM;
	return rc ? rc : s->real->pMethods->xWrite(s->real, from, n, at);
}

static int shim_truncate(sqlite3_file *f, sqlite3_int64 size)
{
	struct shim_file *s = of(f);
	int rc = s->disk ? strike("truncate", s->disk, SQLITE_IOERR_TRUNCATE, false) : SQLITE_OK;
	if (!rc && s->disk && !note(s->disk, NULL, 0, size))
		return SQLITE_NOMEM;
	return rc ? rc : s->real->pMethods->xTruncate(s->real, size);
}

static int shim_sync(sqlite3_file *f, int flags)
{
	struct shim_file *s = of(f);
	(void)flags; /* the real file needs no sync: the disk is played here */
	int rc = s->disk ? strike("sync", s->disk, SQLITE_IOERR_FSYNC, false) : SQLITE_OK;
	if (!rc && s->disk && !settle_all(s->disk))
		return SQLITE_NOMEM;
	return rc;
}

static int shim_size(sqlite3_file *f, sqlite3_int64 *ret)
{
	return of(f)->real->pMethods->xFileSize(of(f)->real, ret);
}

static int shim_lock(sqlite3_file *f, int level)
{
	return of(f)->real->pMethods->xLock(of(f)->real, level);
}

static int shim_unlock(sqlite3_file *f, int level)
{
	return of(f)->real->pMethods->xUnlock(of(f)->real, level);
}

static int shim_check_lock(sqlite3_file *f, int *ret)
{
	return of(f)->real->pMethods->xCheckReservedLock(of(f)->real, ret);
}

static int shim_control(sqlite3_file *f, int op, void *arg)
{
	/* a hint that would grow the file past us */
	if (op == SQLITE_FCNTL_SIZE_HINT || op == SQLITE_FCNTL_CHUNK_SIZE)
		return SQLITE_OK;
	return of(f)->real->pMethods->xFileControl(of(f)->real, op, arg);
}

static int shim_sector(sqlite3_file *f)
{
	return of(f)->real->pMethods->xSectorSize(of(f)->real);
}

static int shim_device(sqlite3_file *f)
{
	return of(f)->real->pMethods->xDeviceCharacteristics(of(f)->real);
}

static int shim_shm_map(sqlite3_file *f, int page, int size, int extend, void volatile **ret)
{
	return of(f)->real->pMethods->xShmMap(of(f)->real, page, size, extend, ret);
}

static int shim_shm_lock(sqlite3_file *f, int offset, int n, int flags)
{
	return of(f)->real->pMethods->xShmLock(of(f)->real, offset, n, flags);
}

static void shim_shm_barrier(sqlite3_file *f)
{
	of(f)->real->pMethods->xShmBarrier(of(f)->real);
}

static int shim_shm_unmap(sqlite3_file *f, int remove)
{
	return of(f)->real->pMethods->xShmUnmap(of(f)->real, remove);
}

static const sqlite3_io_methods methods = {
	.iVersion = 2, /* without memory maps of the file */
	.xClose = shim_close,
	.xRead = shim_read,
	.xWrite = shim_write,
	.xTruncate = shim_truncate,
	.xSync = shim_sync,
	.xFileSize = shim_size,
	.xLock = shim_lock,
	.xUnlock = shim_unlock,
	.xCheckReservedLock = shim_check_lock,
	.xFileControl = shim_control,
	.xSectorSize = shim_sector,
	.xDeviceCharacteristics = shim_device,
	.xShmMap = shim_shm_map,
	.xShmLock = shim_shm_lock,
	.xShmBarrier = shim_shm_barrier,
	.xShmUnmap = shim_shm_unmap,
};

static int shim_open(sqlite3_vfs *v, const char *path, sqlite3_file *f, int flags, int *ret_flags)
{
	struct shim_file *s = of(f);
	bool is_kept =
		path && flags & (SQLITE_OPEN_MAIN_DB | SQLITE_OPEN_WAL | SQLITE_OPEN_MAIN_JOURNAL);
	(void)v;
	*s = (struct shim_file){.real = (sqlite3_file *)(s + 1)};
	s->real->pMethods = NULL;
	int rc = is_kept ? strike("open", NULL, SQLITE_CANTOPEN, false) : SQLITE_OK;
	if (!rc && is_kept && !(s->disk = find(path, true)))
		rc = SQLITE_NOMEM;
	if (!rc)
		rc = real_vfs->xOpen(real_vfs, path, s->real, flags, ret_flags);
	s->base.pMethods = rc ? NULL : &methods;
	return rc;
}

static int shim_delete(sqlite3_vfs *v, const char *path, int sync_folder)
{
	struct disk_file *d = find(path, false);
	(void)v;
	int rc = strike("delete", d, SQLITE_IOERR_DELETE, false);
	if (rc)
		return rc;
	rc = real_vfs->xDelete(real_vfs, path, 0);
	if (!rc && d && (sync_folder || !d->is_sure))
		forget(d);
	else if (!rc && d) /* without the folder's sync the file may come back as it surely was */
		d->is_sure = false;
	return rc;
}

int fault_install(void)
{
	real_vfs = sqlite3_vfs_find(NULL);
	if (!real_vfs)
		return -1;
	shim = *real_vfs;
	shim.zName = "fault";
	shim.pNext = NULL;
	shim.szOsFile = (int)sizeof(struct shim_file) + real_vfs->szOsFile;
	shim.xOpen = shim_open;
	shim.xDelete = shim_delete;
	return sqlite3_vfs_register(&shim, 1) == SQLITE_OK ? 0 : -1;
}
