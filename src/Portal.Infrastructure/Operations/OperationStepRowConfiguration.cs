using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Portal.Infrastructure.Operations;

internal sealed class OperationStepRowConfiguration : IEntityTypeConfiguration<OperationStepRow>
{
    public void Configure(EntityTypeBuilder<OperationStepRow> builder)
    {
        builder.HasKey(row => new { row.TenantId, row.OperationId, row.Sequence });
    }
}
