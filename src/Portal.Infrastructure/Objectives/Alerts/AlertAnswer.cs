using Portal.Infrastructure.Operations.Webhooks;

namespace Portal.Infrastructure.Objectives.Alerts;

/// <summary>What became of an attempt.</summary>
/// <param name="Error">Why it failed, for the tenant to read, without secrets; null when it did not.</param>
/// <param name="Reference">What the channel calls the message; null where it calls it nothing.</param>
/// <param name="IsFinal">Trying again cannot help.</param>
public sealed record AlertAnswer(string? Error, string? Reference = null, bool IsFinal = false)
{
    /// <summary>By the status: what the receiver does not understand today it will not understand tomorrow; 408 and 429 ask for patience.</summary>
    public static AlertAnswer Of(WebhookAnswer answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        return new(answer.Error, IsFinal: answer is { Error: not null, Status: >= 400 and < 500 and not 408 and not 429 });
    }
}
