using Portal.Domain;

namespace Portal.Tenancy;

internal sealed record SlugTaken(string Slug)
    : Error(ErrorKind.Conflict, "tenant.slug.taken", "The slug is taken", $"The slug \"{Slug}\" is taken. Choose another one.");
