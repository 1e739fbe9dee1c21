using Portal.Domain;

namespace Portal.Tenancy;

internal sealed record CertificateMissing(string Id)
    : Error(ErrorKind.NotFound, "tenant.certificate.missing", "There is no certificate", $"The tenant \"{FieldText.Excerpt(Id)}\" has not been deleted, or does not exist.");
