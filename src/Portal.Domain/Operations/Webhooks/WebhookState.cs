namespace Portal.Domain.Operations.Webhooks;

/// <summary>Whether an endpoint is sent anything. The text is in the table and in the API.</summary>
public enum WebhookState
{
    Enabled,

    /// <summary>What happens meanwhile is not sent later.</summary>
    Disabled,
}
