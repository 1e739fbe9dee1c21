using Portal.Domain;

namespace Portal.Tenancy.Pages;

/// <summary>What the pages of the root host, the home page and the settings ask and order.</summary>
internal interface ITenancyScreens
{
    /// <summary>Creates a tenant and its first admin; answers with the address of its sign-in page.</summary>
    Task<Result<Uri>> SignUpAsync(SignUpOrder order, CancellationToken cancellationToken);

    Task<HomeSummary> HomeAsync(CancellationToken cancellationToken);

    Task<TenantItem> TenantAsync(CancellationToken cancellationToken);

    /// <summary>How a tenant's address is written, e.g. <c>{0}.localhost:8080</c>.</summary>
    string AddressPattern { get; }
}
