using Portal.Domain.Operations.Backups;

namespace Portal.Infrastructure.Operations.Backups;

/// <summary>Carries a refusal out of the middle of reading or writing; commands and the operator turn it back into a sentence. Nothing was changed.</summary>
public sealed class BackupRefusedException(string rule, string reason) : Exception(reason)
{
    public BackupRefused Error { get; } = new(rule, reason);
}
