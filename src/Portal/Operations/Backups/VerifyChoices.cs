namespace Portal.Operations.Backups;

/// <summary>What the command line says after <c>backup verify BACKUP</c>.</summary>
internal sealed record VerifyChoices(string? Key, bool Restore)
{
    /// <returns>Null when it says something else.</returns>
    public static VerifyChoices? Read(string[] words) => words switch
    {
        [] => new(null, false),
        ["--restore", .. var rest] when Read(rest) is { Restore: false } further => further with { Restore = true },
        ["--key", var file, .. var rest] when Read(rest) is { Key: null } further => further with { Key = file },
        _ => null,
    };
}
