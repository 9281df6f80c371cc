#include "site/models.h"

#include "schema/rows.h"

#include "generated/model_tables.h"
