/* A file that was built into the program by db/embed.py. */
#ifndef TN_DB_EMBED_H
#define TN_DB_EMBED_H

#include <stddef.h>

struct embedded {
	const char *name;	   /* the file's name without folders */
	const unsigned char *data; /* a NUL follows */
	size_t size;
};

extern const struct embedded db_migrations[];
extern const unsigned db_migrations_count;
extern const struct embedded db_past_script[];
extern const unsigned db_past_script_count;

#endif
