using System.Text.Json.Nodes;
using Portal.Infrastructure.Tenancy.Keys.Http;

namespace Portal.Infrastructure.Tenancy.Keys.Azure;

/// <summary>OAuth 2.0 client credentials (RFC 6749 section 4.4): one token until shortly before it ends.</summary>
internal sealed class AzureTokens(KeyService service, AzureKeyOptions options, TimeProvider time)
{
    private static readonly TimeSpan Early = TimeSpan.FromMinutes(1);
    private (string Token, DateTimeOffset Until) _current;

    public async Task<string> GetAsync(CancellationToken cancellationToken)
    {
        var current = _current;
        if (current.Until > time.GetUtcNow())
        {
            return current.Token;
        }

        var answer = await service.AskAsync(
            () => new(HttpMethod.Post, $"{options.Authority.TrimEnd('/')}/{options.DirectoryId}/oauth2/v2.0/token")
            {
                Content = new FormUrlEncodedContent(
                [
                    new("client_id", options.ClientId), new("client_secret", options.ClientSecret), new("scope", options.Scope), new("grant_type", "client_credentials"),
                ]),
            },
            cancellationToken);
        if (!answer.Succeeded || answer.Text("access_token") is not { } token || answer.Body["expires_in"] is not JsonValue lasts || !lasts.TryGetValue<double>(out var seconds))
        {
            throw service.Refused("The token", answer);
        }

        _current = (token, time.GetUtcNow() + TimeSpan.FromSeconds(seconds) - Early);
        return token;
    }

    /// <summary>It was not taken.</summary>
    public void Forget() => _current = default;
}
