using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Portal.Infrastructure.Operations.Webhooks;

internal sealed class WebhookAttemptRowConfiguration : IEntityTypeConfiguration<WebhookAttemptRow>
{
    public void Configure(EntityTypeBuilder<WebhookAttemptRow> builder) => builder.HasKey(row => new { row.TenantId, row.DeliveryId, row.Sequence });
}
