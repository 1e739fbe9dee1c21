using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Portal.Infrastructure.Objectives.Alerts;

internal sealed class AlertDeliveryRowConfiguration : IEntityTypeConfiguration<AlertDeliveryRow>
{
    public void Configure(EntityTypeBuilder<AlertDeliveryRow> builder) => builder.HasKey(row => new { row.TenantId, row.Id });
}
