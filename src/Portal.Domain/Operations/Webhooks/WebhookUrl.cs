namespace Portal.Domain.Operations.Webhooks;

/// <summary>The address of an endpoint, as far as it can be judged without asking anybody.</summary>
public static class WebhookUrl
{
    private const int Longest = 2000;

    /// <summary>Says what is wrong with it; null when nothing is.</summary>
    /// <param name="value">What was given.</param>
    /// <param name="insecure">Whether plain HTTP is taken too: for development.</param>
    public static FieldError? Check(string? value, bool insecure)
    {
        if (FieldText.Check("/url", value, "An address", Longest) is { } fault)
        {
            return fault;
        }

        if (!Uri.TryCreate(value, UriKind.Absolute, out var address) || !(address.Scheme == Uri.UriSchemeHttps || (insecure && address.Scheme == Uri.UriSchemeHttp)))
        {
            return new("/url", FieldText.Excerpt(value), "An address begins with https://, e.g. https://hooks.example.com/portal.");
        }

        return address switch
        {
            { UserInfo.Length: > 0 } => new("/url", "", "An address has no user name or password in it: who receives checks the signature."),
            { Fragment.Length: > 0 } => new("/url", FieldText.Excerpt(value), "An address has no fragment (#…): it would not be sent."),
            _ => null,
        };
    }
}
