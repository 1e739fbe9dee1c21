namespace Portal.Infrastructure.Tenancy.Export;

/// <summary>Carries a refusal out of the middle of reading; the import turns it back into a value.</summary>
internal sealed class ArchiveRefusedException(string rule, string reason) : Exception(reason)
{
    public ArchiveRefused Error { get; } = new(rule, reason);
}
