using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;
using Portal.Access;
using Portal.Api;
using Portal.Domain;
using Portal.Infrastructure.Database;

namespace Portal.Operations;

/// <summary>
/// One effect a key (IETF draft-ietf-httpapi-idempotency-key-header): 400 without a key, 409 while the first is under way, 422 for another body,
/// otherwise the first answer again. The answer is stored in the transaction of
/// its effect: there is never one without the other. The key belongs to the tenant, the principal and the route.
/// </summary>
internal sealed class IdempotencyFilter(IdempotencyKeys keys, SecretAnswers secrets, IOptions<JsonOptions> json) : IEndpointFilter
{
    private const string Header = "Idempotency-Key";

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        string? key = http.Request.Headers[Header];
        if (string.IsNullOrWhiteSpace(key) || key.Length > 255)
        {
            return ProblemMapper.ToResult(new IdempotencyKeyMissing(), http);
        }

        var claim = new IdempotencyClaim(http.Caller(), $"{http.Request.Method} {http.Request.Path}", key, Fingerprint(context));
        var begun = await keys.BeginAsync(claim, http.RequestAborted);
        if (!begun.Succeeded)
        {
            return Refuse(begun.Error!, http);
        }

        if (begun.Value.Answer is { } stored)
        {
            var again = stored.Key is null ? Result<StoredResponse>.Of(stored) : await secrets.OpenAsync(claim, begun.Value.Row, stored, http.RequestAborted);
            return again.Succeeded ? Replay(again.Value, http) : Refuse(again.Error!, http);
        }

        return await RunAsync(context, next, claim, begun.Value);
    }

    private async Task<object?> RunAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next, IdempotencyClaim claim, IdempotencyHold held)
    {
        var (http, attempt, completed) = (context.HttpContext, held.Attempt, false);
        var answersSecret = http.GetEndpoint()!.Metadata.GetMetadata<IdempotentRoute>()!.AnswersSecret;
        HeldCommit? hold = null;
        try
        {
            using var secret = answersSecret ? await secrets.BeginAsync(claim.Caller.Tenant, held.Row, http.RequestAborted) : null;
            hold = HeldCommit.Begin();
            var result = await next(context);
            if (result is not ApiResponse response)
            {
                return result;
            }

            // From here on nothing may stop half-way because the client has gone.
            completed = await CompleteAsync(hold, claim, attempt, Stored(response, answersSecret, secret));
            return completed ? result : Refuse(new IdempotencyKeyInFlight(claim.Key), http);
        }
        finally
        {
            await (hold?.DisposeAsync() ?? ValueTask.CompletedTask);
            if (!completed)
            {
                // A refusal or a fault has no effect, so the same key may be tried again.
                await keys.ForgetAsync(claim, attempt, CancellationToken.None);
            }
        }
    }

    private static StoredResponse Replay(StoredResponse answer, HttpContext http)
    {
        http.Response.Headers["Idempotency-Replayed"] = "true";
        return answer;
    }

    private static IResult Refuse(Error error, HttpContext http)
    {
        if (error is IdempotencyKeyInFlight)
        {
            http.Response.Headers.RetryAfter = "1";
        }

        return ProblemMapper.ToResult(error, http);
    }

    private async Task<bool> CompleteAsync(HeldCommit hold, IdempotencyClaim claim, int attempt, StoredResponse answer) =>
        await hold.CompleteAsync((effect, cancellationToken) => IdempotencyKeys.CompleteAsync(effect, claim, attempt, answer, cancellationToken), CancellationToken.None)
            ?? await keys.CompleteAsync(claim, attempt, answer, CancellationToken.None);

    private StoredResponse Stored(ApiResponse response, bool answersSecret, AnswerKey? secret)
    {
        var body = response.Body is null ? null : JsonSerializer.Serialize(response.Body, response.Body.GetType(), json.Value.SerializerOptions);
        return new(response.Status, response.Location, answersSecret ? secret?.Encrypt(body!) : body, secret?.Sealed);
    }

    private byte[] Fingerprint(EndpointFilterInvocationContext context)
    {
        var body = context.Arguments.FirstOrDefault(a => a?.GetType().Name.EndsWith("Request", StringComparison.Ordinal) == true && a is not HttpRequest);
        var text = body is null ? "" : JsonSerializer.Serialize(body, body.GetType(), json.Value.SerializerOptions);
        return SHA256.HashData(Encoding.UTF8.GetBytes(text));
    }
}
