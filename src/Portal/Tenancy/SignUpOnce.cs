using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Portal.Access;
using Portal.Domain;
using Portal.Operations;

namespace Portal.Tenancy;

/// <summary>A sign-up under an idempotency key: however often it is sent, one tenant and one answer.</summary>
internal sealed class SignUpOnce(SignUp signUp, SignUpKeys keys, PasswordWork work)
{
    /// <param name="request">What is wanted.</param>
    /// <param name="key">1 to 255 characters.</param>
    /// <param name="correlationId">Of the request.</param>
    /// <param name="address">Where it came from.</param>
    /// <param name="cancellationToken">Stops before the commit.</param>
    /// <returns>The tenant, and whether it was made by an earlier request.</returns>
    public async Task<Result<(SignedUp Made, bool Again)>> ExecuteAsync(SignUpRequest request, string key, string correlationId, string? address, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(key) || key.Length > 255)
        {
            return new IdempotencyKeyMissing();
        }

        var begun = await keys.BeginAsync(key, Fingerprint(request, key), cancellationToken);
        if (!begun.Succeeded)
        {
            return begun.Error!;
        }

        if (begun.Value.Answer is { } answer)
        {
            return (JsonSerializer.Deserialize<SignedUp>(answer)!, true);
        }

        var attempt = begun.Value.Attempt;
        var completed = false;
        try
        {
            var made = await signUp.ExecuteAsync(request, correlationId, address, cancellationToken, async (work, signedUp) =>
                await SignUpKeys.CompleteAsync(work, key, attempt, JsonSerializer.Serialize(signedUp), cancellationToken) ? null : new IdempotencyKeyInFlight(key));
            completed = made.Succeeded;
            return made.Succeeded ? (made.Value, false) : made.Error!;
        }
        finally
        {
            if (!completed)
            {
                // A refusal or a fault has no effect, so the same key may be tried again.
                await keys.ForgetAsync(key, attempt);
            }
        }
    }

    // The request holds a password: whoever reads the table shall not be able to try passwords faster than against the password's own hash.
    private byte[] Fingerprint(SignUpRequest request, string key) => Rfc2898DeriveBytes.Pbkdf2(
        JsonSerializer.SerializeToUtf8Bytes(request), SHA256.HashData(Encoding.UTF8.GetBytes(key)), work.Iterations, HashAlgorithmName.SHA512, outputLength: 32);
}
