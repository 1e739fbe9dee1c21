using Portal.Domain;

namespace Portal.Access.Pages;

/// <summary>What the settings pages ask and order about people and keys.</summary>
internal interface IAccessScreens
{
    Task<IReadOnlyList<MemberItem>> MembersAsync(CancellationToken cancellationToken);

    Task<IReadOnlyList<ApiKeyItem>> ApiKeysAsync(CancellationToken cancellationToken);

    Task<Result<NewApiKey>> CreateApiKeyAsync(string name, CancellationToken cancellationToken);

    Task<Result<Unit>> RevokeApiKeyAsync(string id, CancellationToken cancellationToken);
}
