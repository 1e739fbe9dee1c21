using System.Security.Cryptography;
using Portal.Domain;
using Portal.Domain.Tenancy;
using Portal.Domain.Tenancy.Keys;
using Portal.Infrastructure.Tenancy.Keys;

namespace Portal.Operations;

/// <summary>
/// Answers that hold a secret, as they are kept for their replay: each encrypted by a key of its own, which the tenant's data key seals. The key is made before
/// the work begins, because sealing may need a transaction and the answer is stored in that of its effect.
/// </summary>
internal sealed class SecretAnswers(TenantKeys keys)
{
    private static readonly SealedColumn Column = SealedColumn.All.Single(column => column is { Table: "idempotency_key", Column: "answer_key_sealed" });

    /// <returns>Null when nothing can be sealed now: then the answer is not stored, and its replay says so.</returns>
    public async Task<AnswerKey?> BeginAsync(TenantId tenant, Guid row, CancellationToken cancellationToken)
    {
        var key = RandomNumberGenerator.GetBytes(AnswerKey.Length);
        try
        {
            return new(await keys.SealAsync(Column.Of(tenant, row), key, cancellationToken), key);
        }
        catch (KeyFailureException)
        {
            CryptographicOperations.ZeroMemory(key);
            return null;
        }
    }

    /// <summary>The answer as it was given; refused while the key service is away, or when it can never be read again.</summary>
    public async Task<Result<StoredResponse>> OpenAsync(IdempotencyClaim claim, Guid row, StoredResponse stored, CancellationToken cancellationToken)
    {
        try
        {
            using var key = new AnswerKey(stored.Key!, await keys.OpenAsync(Column.Of(claim.Caller.Tenant, row), stored.Key!, cancellationToken));
            return key.Decrypt(stored.Body ?? "") is { } body ? stored with { Body = body, Key = null } : new IdempotencyShownOnce(claim.Key);
        }
        catch (KeyFailureException failure)
        {
            return failure.Refusal is KeysUnavailable away ? away : new IdempotencyShownOnce(claim.Key);
        }
    }
}
