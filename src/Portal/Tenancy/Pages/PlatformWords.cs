namespace Portal.Tenancy.Pages;

/// <summary>The platform's log and a tenant's operations as staff read them.</summary>
internal static class PlatformWords
{
    public static string Action(string action) => action switch
    {
        "tenant.provisioned" => "Made ready",
        "tenant.move-requested" => "Move of its data requested",
        "quota.agreed" => "Limit agreed",
        "quota.withdrawn" => "Agreed limit withdrawn",
        "tenant.suspended" => "Suspended",
        "tenant.resumed" => "Resumed",
        "tenant.deletion-requested" => "Deletion requested",
        "tenant.deletion-canceled" => "Deletion canceled",
        "tenant.purged" => "Removed for good",
        "tenant.restored" => "Restored from a backup",
        "tenant.key-rotation-requested" => "New data key asked for",
        "tenant.key-destruction-requested" => "Destruction of its data keys asked for",
        "tenant.keys-destroyed" => "Data keys destroyed",
        "operation.retried" => "Operation retried",
        "operation.canceled" => "Operation called off",
        _ => action,
    };

    public static string By(PlatformTenantEvent happened) => happened.Actor switch
    {
        "staff" => happened.By,
        "admin" => "an admin of the tenant",
        _ => "Portal",
    };

    public static string? Detail(PlatformTenantEvent happened) => happened.Detail.GetValueOrDefault("resource") is { } resource
        ? $"{resource}: {happened.Detail.GetValueOrDefault("limit", "everybody's")}"
        : happened.Detail.GetValueOrDefault("reason") is { } reason
        ? $"Reason: {reason.ToLowerInvariant()}"
        : happened.Detail.GetValueOrDefault("certificate") is { } hash ? $"Certificate {hash[..12]}…" : null;
}
