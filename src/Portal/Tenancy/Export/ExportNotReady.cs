using Portal.Domain;
using Portal.Domain.Tenancy;

namespace Portal.Tenancy.Export;

internal sealed record ExportNotReady(ExportId Id, ExportState State)
    : Error(ErrorKind.Conflict, "export.not-ready", "There is no archive", State switch
    {
        ExportState.Expired => $"The archive of {Id} has been removed. Start another export.",
        ExportState.Failed => $"The export {Id} failed. Start another one.",
        _ => $"The export {Id} is under way. Follow its operation, and download it when it is ready.",
    });
