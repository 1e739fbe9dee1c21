namespace Portal.Infrastructure.Operations.Webhooks;

/// <summary>Telling tenants' endpoints. Bound from the section <c>Webhooks</c>.</summary>
public sealed class WebhookOptions
{
    public const string SectionName = "Webhooks";

    /// <summary>Endpoints on this machine or network, also without TLS: for development and tests, never where tenants are strangers. <value>Default: false.</value></summary>
    public bool AllowPrivateTargets { get; set; }
}
