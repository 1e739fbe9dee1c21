using Portal.Domain;

namespace Portal.Tenancy.Export;

internal sealed record ExportUnderWay()
    : Error(ErrorKind.Conflict, "export.under-way", "An export is under way", "This tenant is being exported already. Wait until that export is ready, then start another one.");
