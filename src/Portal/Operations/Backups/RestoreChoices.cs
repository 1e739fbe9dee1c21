namespace Portal.Operations.Backups;

/// <summary>What the command line says after <c>restore BACKUP</c>.</summary>
internal sealed record RestoreChoices(string? Key, string? Tenant, string? As)
{
    /// <returns>Null when it says something else.</returns>
    public static RestoreChoices? Read(string[] words) => Parse(words) is { } choices && (choices.As is null || choices.Tenant is not null) ? choices : null;

    private static RestoreChoices? Parse(string[] words) => words switch
    {
        [] => new(null, null, null),
        ["--key", var file, .. var rest] when Parse(rest) is { Key: null } further => further with { Key = file },
        ["--tenant", var slug, .. var rest] when Parse(rest) is { Tenant: null } further => further with { Tenant = slug },
        ["--as", var slug, .. var rest] when Parse(rest) is { As: null } further => further with { As = slug },
        _ => null,
    };
}
