namespace Portal.Domain.Tenancy;

/// <summary>404: nothing of this name is limited.</summary>
public sealed record QuotaUnknown(string Resource)
    : Error(ErrorKind.NotFound, "quota.unknown", "There is no such limit",
        $"resource: \"{FieldText.Excerpt(Resource)}\" is not limited. Limits are {string.Join(", ", Enum.GetNames<QuotaResource>())}.");
