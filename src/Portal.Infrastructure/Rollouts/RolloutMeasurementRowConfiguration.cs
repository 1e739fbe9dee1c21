using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Portal.Infrastructure.Rollouts;

internal sealed class RolloutMeasurementRowConfiguration : IEntityTypeConfiguration<RolloutMeasurementRow>
{
    public void Configure(EntityTypeBuilder<RolloutMeasurementRow> builder)
    {
        builder.HasKey(row => new { row.TenantId, row.RolloutId, row.MeasuredAt });
    }
}
