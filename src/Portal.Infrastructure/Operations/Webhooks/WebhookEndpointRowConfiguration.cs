using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Portal.Infrastructure.Operations.Webhooks;

internal sealed class WebhookEndpointRowConfiguration : IEntityTypeConfiguration<WebhookEndpointRow>
{
    public void Configure(EntityTypeBuilder<WebhookEndpointRow> builder) => builder.HasKey(row => new { row.TenantId, row.Id });
}
