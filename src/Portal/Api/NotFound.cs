using Portal.Domain;

namespace Portal.Api;

/// <summary>404: not there, or another tenant's. The two are the same to the caller.</summary>
internal sealed record NotFound(string What, string Id)
    : Error(ErrorKind.NotFound, "resource.not-found", "Not found", $"There is no {What} \"{FieldText.Excerpt(Id)}\" here.");
